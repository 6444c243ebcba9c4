package io.holdfast.stickiness.session;

import io.holdfast.stickiness.session.SessionUpdate.EventsNeeded;
import io.holdfast.stickiness.session.SessionUpdate.Replacement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cuts the interactions of one user into sessions.
 *
 * <p><b>Definition.</b> Let e₁ ≤ e₂ ≤ … be the times of all interactions of a user. A new
 * <em>cluster</em> begins at eᵢ when eᵢ − eᵢ₋₁ ≥ gap: once the gap has passed without an
 * interaction, the session is over, so a pause of exactly the gap separates. A cluster that starts
 * at o is cut on the grid o, o + cap, o + 2·cap, …: the interactions in each [o + k·cap, o +
 * (k+1)·cap) are one session. Hence a session is shorter than the cap, and which session an
 * interaction belongs to depends on the set of times only, never on the order in which they arrive.
 *
 * <p>Two forms give the same sessions: {@link #sessionsOf} over all the times, and {@link #add},
 * which says how a few new interactions, early or late, change stored sessions (extend, reopen,
 * merge).
 *
 * <p>Interactions are counted as they are given: that each comes once is for the caller to see to.
 *
 * <p>Immutable and thread-safe.
 *
 * @param gap the pause that ends a session
 * @param cap the time after which a cluster is cut
 */
public record Sessionizer(Duration gap, Duration cap) {

  /** The product's definition: 30 minutes and 24 hours. */
  public static final Sessionizer STANDARD =
      new Sessionizer(Duration.ofMinutes(30), Duration.ofHours(24));

  private static final Comparator<Session> BY_TIME =
      Comparator.comparing(Session::first).thenComparing(Session::last);

  /**
   * Checks the two durations.
   *
   * @throws IllegalArgumentException if the gap is not positive, or the cap is shorter than it
   */
  public Sessionizer {
    if (gap.isZero() || gap.isNegative() || cap.compareTo(gap) < 0) {
      throw new IllegalArgumentException("Session gap %s, cap %s".formatted(gap, cap));
    }
  }

  /**
   * The sessions of a user.
   *
   * @param times the times of all the user's interactions, ascending, repeats allowed
   * @return the sessions, in order of time
   * @throws IllegalArgumentException if the times are not ascending
   */
  public List<Session> sessionsOf(Iterable<Instant> times) {
    List<Session> sessions = new ArrayList<>();
    Session open = null;
    for (Instant time : times) {
      if (open == null) {
        open = Session.ofOne(time);
        continue;
      }
      if (time.isBefore(open.last())) {
        throw new IllegalArgumentException(
            "Times not ascending: %s after %s".formatted(time, open.last()));
      }
      if (separates(open.last(), time)) {
        sessions.add(open);
        open = Session.ofOne(time);
      } else if (piece(open.clusterStart(), time) != piece(open.clusterStart(), open.first())) {
        sessions.add(open);
        open = new Session(open.clusterStart(), time, time, 1);
      } else {
        open = new Session(open.clusterStart(), open.first(), time, open.interactions() + 1);
      }
    }
    if (open != null) {
      sessions.add(open);
    }
    return sessions;
  }

  /**
   * How new interactions of a user change the stored sessions.
   *
   * @param stored every stored session of the user with {@code last} ≥ the earliest new time − gap
   *     and {@code first} ≤ the latest new time + gap, and every other session with the same {@code
   *     clusterStart} as one of these. More may be given, up to all sessions of the user: those out
   *     of reach stay untouched. They must come from a sessionizer with the same gap and cap.
   * @param newTimes the times of the new interactions, in any order
   * @return what to replace, or that the times of more interactions are needed
   */
  public SessionUpdate add(Collection<Session> stored, Collection<Instant> newTimes) {
    List<Session> spans = new ArrayList<>(stored);
    newTimes.forEach(time -> spans.add(Session.ofOne(time)));
    spans.sort(BY_TIME);
    List<List<Session>> clusters = clusters(spans);
    if (clusters.stream().anyMatch(this::isCutAnew)) {
      return rangeOf(clusters, newTimes);
    }
    List<Session> sessions = new ArrayList<>();
    clusters.forEach(cluster -> sessions.addAll(join(cluster)));
    return difference(stored, sessions);
  }

  /**
   * Answers {@link EventsNeeded}.
   *
   * @param stored the sessions that were given to {@link #add}
   * @param times the times of all processed interactions in the range asked for, new ones included,
   *     ascending
   * @return what to replace
   */
  public Replacement rebuild(Collection<Session> stored, Collection<Instant> times) {
    List<Session> rebuilt = sessionsOf(times);
    if (rebuilt.isEmpty()) {
      return new Replacement(List.of(), List.of());
    }
    Instant from = rebuilt.getFirst().first();
    Instant to = rebuilt.getLast().last();
    return difference(stored.stream().filter(s -> s.overlaps(from, to)).toList(), rebuilt);
  }

  private boolean separates(Instant before, Instant after) {
    return Duration.between(before, after).compareTo(gap) >= 0;
  }

  private long piece(Instant clusterStart, Instant time) {
    return Duration.between(clusterStart, time).dividedBy(cap);
  }

  private List<List<Session>> clusters(List<Session> sorted) {
    List<List<Session>> clusters = new ArrayList<>();
    Instant end = null;
    for (Session span : sorted) {
      if (end == null || separates(end, span.first())) {
        clusters.add(new ArrayList<>());
        end = span.last();
      } else if (span.last().isAfter(end)) {
        end = span.last();
      }
      clusters.getLast().add(span);
    }
    return clusters;
  }

  private static Instant start(List<Session> cluster) {
    return cluster.stream().map(Session::clusterStart).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static Instant end(List<Session> cluster) {
    return cluster.stream().map(Session::last).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Whether a border of the grid from the cluster's start falls inside one of its spans. */
  private boolean isCutAnew(List<Session> cluster) {
    Instant start = start(cluster);
    return cluster.stream().anyMatch(s -> piece(start, s.first()) != piece(start, s.last()));
  }

  private Collection<Session> join(List<Session> cluster) {
    Instant start = start(cluster);
    SortedMap<Long, Session> pieces = new TreeMap<>();
    for (Session span : cluster) {
      Session moved = new Session(start, span.first(), span.last(), span.interactions());
      pieces.merge(piece(start, span.first()), moved, Sessionizer::union);
    }
    return pieces.values();
  }

  private static Session union(Session a, Session b) {
    return new Session(
        a.clusterStart(),
        a.first().isBefore(b.first()) ? a.first() : b.first(),
        a.last().isAfter(b.last()) ? a.last() : b.last(),
        a.interactions() + b.interactions());
  }

  /** From the start of the first cluster that holds a new time to the end of the last one. */
  private static EventsNeeded rangeOf(List<List<Session>> clusters, Collection<Instant> newTimes) {
    List<List<Session>> touched =
        clusters.stream()
            .filter(cluster -> newTimes.stream().anyMatch(time -> spans(cluster, time)))
            .toList();
    return new EventsNeeded(touched.getFirst().getFirst().first(), end(touched.getLast()));
  }

  private static boolean spans(List<Session> cluster, Instant time) {
    return !time.isBefore(cluster.getFirst().first()) && !time.isAfter(end(cluster));
  }

  private static Replacement difference(Collection<Session> before, Collection<Session> after) {
    Set<Session> removed = new LinkedHashSet<>(before);
    Set<Session> kept = new HashSet<>(after);
    removed.removeAll(kept);
    Set<Session> added = new LinkedHashSet<>(after);
    before.forEach(added::remove);
    return new Replacement(List.copyOf(removed), List.copyOf(added));
  }
}
