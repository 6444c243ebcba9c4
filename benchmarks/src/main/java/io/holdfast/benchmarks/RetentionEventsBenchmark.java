package io.holdfast.benchmarks;

import io.holdfast.stickiness.retention.CohortKind;
import io.holdfast.stickiness.retention.PeriodCalendar;
import io.holdfast.stickiness.retention.PeriodUnit;
import io.holdfast.stickiness.retention.RetentionEvents;
import io.holdfast.stickiness.retention.RetentionMeasure;
import io.holdfast.stickiness.retention.RetentionQuery;
import io.holdfast.stickiness.retention.RetentionTriangle;
import io.holdfast.stickiness.retention.WindowKind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
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
 * Collecting events in random order and measuring a triangle of 90 days from them, as {@code
 * holdfast retention} does; beside it the limit, sorting as many numbers as there are events.
 *
 * <pre>benchmarks/run retention-events</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class RetentionEventsBenchmark {
  private static final int DAYS = 90;

  /** How many events. */
  @Param("1000000")
  int events;

  /** Of how many users, some of whom are far more active than others. */
  @Param("50000")
  int users;

  private int[] user;
  private long[] time;

  /** Makes up the events. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    user = new int[events];
    time = new long[events];
    for (int event = 0; event < events; event++) {
      double where = random.nextDouble();
      user[event] = (int) (users * where * where);
      time[event] = random.nextLong(Duration.ofDays(DAYS).toMillis());
    }
  }

  /** First-time cohorts in rolling windows. */
  @Benchmark
  public RetentionTriangle firstTime() {
    return measure(CohortKind.FIRST_TIME, WindowKind.ROLLING);
  }

  /** Recurring cohorts in calendar windows. */
  @Benchmark
  public RetentionTriangle recurring() {
    return measure(CohortKind.RECURRING, WindowKind.CALENDAR);
  }

  /** The limit. */
  @Benchmark
  public long[] sort() {
    long[] sorted = time.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private RetentionTriangle measure(CohortKind cohort, WindowKind windows) {
    RetentionEvents columns = new RetentionEvents();
    for (int event = 0; event < events; event++) {
      columns.add(user[event], time[event], true, true);
    }
    return RetentionTriangle.measure(
        columns,
        new RetentionQuery(
            new PeriodCalendar(PeriodUnit.DAY, ZoneId.of("Europe/Berlin"), DayOfWeek.MONDAY),
            cohort,
            RetentionMeasure.ON,
            windows,
            Instant.EPOCH,
            DAYS,
            Instant.EPOCH.plus(Duration.ofDays(DAYS))));
  }

  static double millions(BenchmarkParams parameters) {
    return Double.parseDouble(parameters.getParam("events")) / 1e6;
  }
}
