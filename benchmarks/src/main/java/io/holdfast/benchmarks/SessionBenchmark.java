package io.holdfast.benchmarks;

import io.holdfast.stickiness.session.Session;
import io.holdfast.stickiness.session.SessionUpdate.EventsNeeded;
import io.holdfast.stickiness.session.SessionUpdate.Replacement;
import io.holdfast.stickiness.session.Sessionizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Cutting interactions into sessions: as a consumer of the log does, a few new interactions of a
 * user at a time beside the sessions in their reach; all of a user at once; and the limit, a pass
 * over the same times that only looks at their gaps.
 *
 * <pre>benchmarks/run sessions</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class SessionBenchmark {
  private static final int TIMES = 50;
  private static final int BATCH = 5;

  /** How many users, of 50 interactions each. */
  @Param("20000")
  int users;

  private final List<List<Instant>> times = new ArrayList<>();

  /** Makes up the times: one in eight opens a new session, up to two days later. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    for (int user = 0; user < users; user++) {
      List<Instant> ofUser = new ArrayList<>();
      Instant at = Instant.ofEpochSecond(random.nextLong(30 * 86_400L));
      for (int i = 0; i < TIMES; i++) {
        ofUser.add(at);
        at =
            at.plusSeconds(
                random.nextInt(8) == 0 ? 3_600 + random.nextInt(172_800) : random.nextInt(300));
      }
      times.add(ofUser);
    }
  }

  /** Ours, five interactions at a time. */
  @Benchmark
  public long add() {
    long changes = 0;
    for (List<Instant> ofUser : times) {
      List<Session> inReach = List.of();
      for (int from = 0; from < TIMES; from += BATCH) {
        switch (Sessionizer.STANDARD.add(inReach, ofUser.subList(from, from + BATCH))) {
          case Replacement replacement -> {
            changes += replacement.added().size();
            inReach = List.of(replacement.added().getLast());
          }
          case EventsNeeded needed ->
              throw new IllegalStateException("a cluster was cut: " + needed);
        }
      }
    }
    return changes;
  }

  /** Ours, all at once. */
  @Benchmark
  public long sessionsOf() {
    long sessions = 0;
    for (List<Instant> ofUser : times) {
      sessions += Sessionizer.STANDARD.sessionsOf(ofUser).size();
    }
    return sessions;
  }

  /** The limit. */
  @Benchmark
  public long gaps() {
    long sessions = 0;
    for (List<Instant> ofUser : times) {
      Instant last = Instant.MIN;
      for (Instant time : ofUser) {
        if (Duration.between(last, time).compareTo(Sessionizer.STANDARD.gap()) >= 0) {
          sessions++;
        }
        last = time;
      }
    }
    return sessions;
  }

  static double millions(BenchmarkParams parameters) {
    return TIMES * Double.parseDouble(parameters.getParam("users")) / 1e6;
  }
}
