package io.holdfast.stickiness.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.stickiness.session.SessionUpdate.EventsNeeded;
import io.holdfast.stickiness.session.SessionUpdate.Replacement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any order of arrival, in batches of any size, gives the sessions of the sorted times. */
class SessionizerPropertyTest {

  /** Short against the times below, so that clusters, cuts and joins are all frequent. */
  private static final Sessionizer DENSE =
      new Sessionizer(Duration.ofSeconds(4), Duration.ofSeconds(13));

  @Provide
  Arbitrary<List<Instant>> denseTimes() {
    return Arbitraries.integers().between(0, 120).map(Instant::ofEpochSecond).list().ofMaxSize(70);
  }

  @Provide
  Arbitrary<List<Instant>> minutesOverThreeDays() {
    return Arbitraries.integers()
        .between(0, 3 * 24 * 60)
        .map(minute -> Instant.ofEpochSecond(60L * minute))
        .list()
        .ofMinSize(100)
        .ofMaxSize(300);
  }

  @Property(tries = 2000, seed = "20261124")
  void anyOrderOfArrivalGivesTheSameSessions(
      @ForAll("denseTimes") List<Instant> times, @ForAll long order) {
    assertThat(arrive(DENSE, times, new Random(order), false)).isEqualTo(sorted(DENSE, times));
  }

  @Property(tries = 2000, seed = "20261125")
  void sessionsInReachSuffice(@ForAll("denseTimes") List<Instant> times, @ForAll long order) {
    assertThat(arrive(DENSE, times, new Random(order), true)).isEqualTo(sorted(DENSE, times));
  }

  @Property(tries = 100, seed = "20261126")
  void soWithTheStandardDefinition(
      @ForAll("minutesOverThreeDays") List<Instant> times, @ForAll long order) {
    assertThat(arrive(Sessionizer.STANDARD, times, new Random(order), true))
        .isEqualTo(sorted(Sessionizer.STANDARD, times));
  }

  @Property(tries = 1000, seed = "20261127")
  void sessionsPartitionTheTimes(@ForAll("denseTimes") List<Instant> times) {
    List<Session> sessions = sorted(DENSE, times);

    assertThat(sessions.stream().mapToLong(Session::interactions).sum()).isEqualTo(times.size());
    assertThat(sessions).allMatch(session -> session.length().compareTo(DENSE.cap()) < 0);
    for (Instant time : times) {
      assertThat(sessions).filteredOn(session -> session.overlaps(time, time)).hasSize(1);
    }
    for (int i = 1; i < sessions.size(); i++) {
      Session before = sessions.get(i - 1);
      Session after = sessions.get(i);
      boolean apart = Duration.between(before.last(), after.first()).compareTo(DENSE.gap()) >= 0;
      assertThat(apart).isNotEqualTo(before.clusterStart().equals(after.clusterStart()));
    }
  }

  private static List<Session> sorted(Sessionizer sessionizer, List<Instant> times) {
    return sessionizer.sessionsOf(times.stream().sorted().toList());
  }

  /** A store that is fed the times shuffled, in batches, and asks for times only when told to. */
  private static List<Session> arrive(
      Sessionizer sessionizer, List<Instant> times, Random random, boolean onlyInReach) {
    List<Instant> arriving = new ArrayList<>(times);
    Collections.shuffle(arriving, random);
    List<Session> store = new ArrayList<>();
    List<Instant> processed = new ArrayList<>();
    while (processed.size() < arriving.size()) {
      int size = Math.min(1 + random.nextInt(4), arriving.size() - processed.size());
      List<Instant> batch = arriving.subList(processed.size(), processed.size() + size);
      processed.addAll(batch);
      List<Session> stored = onlyInReach ? inReach(sessionizer, store, batch) : List.copyOf(store);
      Replacement replacement =
          switch (sessionizer.add(stored, batch)) {
            case Replacement known -> known;
            case EventsNeeded needed ->
                sessionizer.rebuild(stored, within(processed, needed.from(), needed.to()));
          };
      replacement.removed().forEach(session -> assertThat(store.remove(session)).isTrue());
      store.addAll(replacement.added());
    }
    store.sort(Comparator.comparing(Session::first));
    return store;
  }

  private static List<Session> inReach(
      Sessionizer sessionizer, List<Session> store, List<Instant> batch) {
    Instant from = Collections.min(batch).minus(sessionizer.gap());
    Instant to = Collections.max(batch).plus(sessionizer.gap());
    Set<Instant> clusters = new HashSet<>();
    store.stream()
        .filter(session -> session.overlaps(from, to))
        .forEach(session -> clusters.add(session.clusterStart()));
    return store.stream().filter(session -> clusters.contains(session.clusterStart())).toList();
  }

  private static List<Instant> within(List<Instant> times, Instant from, Instant to) {
    return times.stream()
        .filter(time -> !time.isBefore(from) && !time.isAfter(to))
        .sorted()
        .toList();
  }
}
