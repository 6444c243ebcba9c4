package io.holdfast.metrics;

import static io.holdfast.metrics.Story.CHALLENGER;
import static io.holdfast.metrics.Story.CONTROL;
import static io.holdfast.metrics.Story.at;
import static io.holdfast.metrics.Story.clock;
import static io.holdfast.metrics.Story.experiment;
import static io.holdfast.metrics.Story.exposed;
import static io.holdfast.metrics.Story.historical;
import static io.holdfast.metrics.Story.served;
import static io.holdfast.metrics.Story.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.RecommendationServed.Trigger;
import io.holdfast.metrics.results.ExperimentResults;
import io.holdfast.metrics.results.ExperimentResults.VariantUsers;
import io.holdfast.metrics.results.ExperimentRetention.Point;
import io.holdfast.metrics.results.ProductFigures.GrowthFigures;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine makes of small stories, worked out by hand. */
class EngineIT {

  private static MetricsDatabase metrics;

  @BeforeAll
  static void open() {
    metrics = new MetricsDatabase();
  }

  @BeforeEach
  void reset() {
    metrics.reset();
  }

  @AfterAll
  static void close() {
    metrics.close();
  }

  @Test
  void onlyWhatAUserSawUnforcedExposes() {
    metrics
        .append(
            experiment(),
            served("a", CONTROL, at(0, 10, 0)),
            served("b", CHALLENGER, at(0, 10, 0)),
            served("forced", CONTROL, at(0, 10, 0), Trigger.USER, AssignmentReason.FORCED),
            served("batch", CONTROL, at(0, 10, 0), Trigger.BATCH, AssignmentReason.SPLIT),
            served("preview", CONTROL, at(0, 10, 0), Trigger.PREVIEW, AssignmentReason.SPLIT),
            served(null, CONTROL, at(0, 10, 0)),
            served("held", CONTROL, at(0, 10, 0), Trigger.USER, AssignmentReason.HOLDOUT),
            exposed("told", CHALLENGER, at(0, 11, 0)))
        .consume();

    assertThat(metrics.results().exposures())
        .containsExactly(new VariantUsers(CONTROL, 1), new VariantUsers(CHALLENGER, 2));
    assertThat(metrics.rows("SELECT DISTINCT context FROM exposure WHERE context IS NOT NULL"))
        .hasSize(1)
        .first()
        .asString()
        .contains("country");
  }

  @Test
  void aSwitcherStaysInTheFirstVariantWhateverOrderTheEventsComeIn() {
    metrics
        .append(experiment(), served("s", CHALLENGER, at(0, 12, 0)))
        .consume()
        .append(served("s", CONTROL, at(0, 11, 59)), served("s", CHALLENGER, at(0, 13, 0)))
        .consume();

    ExperimentResults results = metrics.results();
    assertThat(results.exposures())
        .containsExactly(new VariantUsers(CONTROL, 1), new VariantUsers(CHALLENGER, 0));
    assertThat(results.switchers()).isEqualTo(1);
    assertThat(results.untrustworthy()).contains("switchers");
  }

  /** Users u0, u1, …, every n-th of them in the challenger. */
  private static List<RecommendationServed> split(int users, int every) {
    return IntStream.range(0, users)
        .mapToObj(
            user -> served("u" + user, user % every == 0 ? CHALLENGER : CONTROL, at(0, 10, 0)))
        .toList();
  }

  @Test
  void anExposureNoLongerMovesOnceADayHasMatured() {
    metrics
        .append(experiment(), served("s", CHALLENGER, at(0, 12, 0)), clock(3, 1))
        .consume()
        .append(served("s", CONTROL, at(0, 11, 59)))
        .consume();

    ExperimentResults results = metrics.results();
    assertThat(results.exposures())
        .containsExactly(new VariantUsers(CONTROL, 0), new VariantUsers(CHALLENGER, 1));
    assertThat(results.switchers()).isEqualTo(1);
  }

  @Test
  void oneSwitcherInAHundredIsStillTrusted() {
    metrics.append(experiment()).append(split(100, 2));
    metrics.append(served("u1", CHALLENGER, at(0, 11, 0))).consume();
    assertThat(metrics.results().switchers()).isEqualTo(1);
    assertThat(metrics.results().untrustworthy()).isEmpty();

    metrics.append(served("u3", CHALLENGER, at(0, 11, 0))).consume();
    assertThat(metrics.results().untrustworthy()).containsExactly("switchers");
  }

  /**
   * Exposed at 10:00 of day 0: a comes back after 25 h (day 1) and on day 7, b after 23 h 59 min
   * (day 0 still), c on the border of day 1 exactly. d is exposed at 10:00 of day 1 and comes back
   * on its day 1.
   */
  @Test
  void onlyMaturedUsersCountInNumeratorAndDenominator() {
    metrics
        .append(
            experiment(),
            served("a", CONTROL, at(0, 10, 0)),
            served("b", CONTROL, at(0, 10, 0)),
            served("c", CONTROL, at(0, 10, 0)),
            visit("a", at(1, 11, 0)),
            visit("b", at(1, 9, 59)),
            visit("c", at(1, 10, 0)),
            served("d", CONTROL, at(1, 10, 0)),
            visit("d", at(2, 12, 0)),
            clock(2, 23))
        .consume();
    // Watermark day 2, 00:00: day 1 of a, b and c has not elapsed (it ends at 10:00 of day 2).
    assertThat(metrics.retention().variants().getFirst().curve())
        .extracting(Point::day, Point::matured, Point::returned)
        .containsExactly(tuple(0, 3L, 1L));
    assertThat(metrics.results().metrics())
        .filteredOn(metric -> metric.name().equals("retention-day-1"))
        .allSatisfy(metric -> assertThat(metric.control().n()).isZero());

    metrics.append(clock(3, 1)).consume();
    assertThat(metrics.retention().variants().getFirst().curve())
        .extracting(Point::day, Point::matured, Point::returned)
        .containsExactly(tuple(0, 4L, 1L), tuple(1, 3L, 2L));
    assertThat(retentionDay(1).control().n()).isEqualTo(3);
    assertThat(retentionDay(1).control().value()).isEqualTo(2 / 3.0);

    metrics.append(visit("a", at(7, 20, 0)), clock(9, 1)).consume();
    assertThat(retentionDay(1).control().n()).isEqualTo(4);
    assertThat(retentionDay(1).control().value()).isEqualTo(3 / 4.0);
    assertThat(retentionDay(7).control().n()).isEqualTo(3);
    assertThat(retentionDay(7).control().value()).isEqualTo(1 / 3.0);
    assertThat(metrics.results().matured().users()).isEqualTo(3);
  }

  private ExperimentResults.Metric retentionDay(int day) {
    return metric("retention-day-" + day);
  }

  private ExperimentResults.Metric metric(String name) {
    return metrics.results().metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  /**
   * In their first week, a: sessions of 600 s and 0 s; b: one of 1,200 s; c: none. So 1,800 s over
   * 3 sessions, and 1 session a user. An eighth day does not count.
   */
  @Test
  void sessionMetricsAreSumsOverTheFirstWeek() {
    metrics
        .append(
            experiment(),
            visit("a", at(0, 9, 59)),
            served("a", CONTROL, at(0, 10, 0)),
            visit("a", at(0, 10, 0)),
            visit("a", at(0, 10, 10)),
            visit("a", at(3, 8, 0)),
            served("b", CONTROL, at(0, 10, 0)),
            visit("b", at(2, 8, 0)),
            visit("b", at(2, 8, 20)),
            visit("b", at(7, 10, 0)),
            visit("b", at(7, 10, 25)),
            served("c", CONTROL, at(0, 10, 0)),
            clock(8, 1))
        .consume();

    assertThat(metric("session-seconds").control().n()).isEqualTo(3);
    assertThat(metric("session-seconds").control().value()).isEqualTo(600);
    assertThat(metric("session-seconds").kind()).isEqualTo("ratio");
    assertThat(metric("sessions-per-user").control().value()).isEqualTo(1);
    assertThat(
            metrics.rows(
                "SELECT users, sum_x::int, sum_y::int, sum_xx::int, sum_yy::int, sum_xy::int"
                    + " FROM metric_rollup WHERE metric = 'session-seconds'"))
        .containsExactly("(3,3,1800,5,1800000,2400)");
  }

  @Test
  void activeDaysCountEachDayOnceAndMatureAfterFourWeeks() {
    metrics
        .append(
            experiment(),
            served("a", CONTROL, at(0, 10, 0)),
            visit("a", at(0, 11, 0)),
            visit("a", at(0, 12, 0)),
            visit("a", at(5, 11, 0)),
            visit("a", at(28, 9, 0)),
            visit("a", at(28, 11, 0)),
            clock(28, 12))
        .consume();
    assertThat(metric("active-days-28").control().n()).isZero();
    metrics.append(clock(29, 1)).consume();
    assertThat(metric("active-days-28").control().n()).isEqualTo(1);
    assertThat(metric("active-days-28").control().value()).isEqualTo(3);
    assertThat(metric("return-days-14").variants().getFirst().status()).isEqualTo("inconclusive");
    assertThat(metric("return-days-14").variants().getFirst().reason()).isEqualTo("too-few-users");
  }

  @Test
  void aMetricThatIsAddedLaterCountsThoseWhoHaveMaturedForIt() {
    metrics
        .append(
            experiment(),
            served("a", CONTROL, at(0, 10, 0)),
            served("b", CONTROL, at(0, 10, 0)),
            visit("a", at(2, 11, 0)),
            clock(9, 1))
        .consume();
    List<String> before = metrics.rows("SELECT * FROM metric_rollup ORDER BY metric");
    metrics
        .append(Story.experiment(2, 0.5, "retention-1-3"), clock(10, 1))
        .append(served("c", CONTROL, at(9, 10, 0)))
        .consume();
    assertThat(metric("retention-1-3").control().n()).isEqualTo(2);
    assertThat(metric("retention-1-3").control().value()).isEqualTo(0.5);
    assertThat(metrics.rows("SELECT * FROM metric_rollup ORDER BY metric")).containsAll(before);
  }

  @Test
  void anIdThatNamesNoMetricIsSaidToBeOne() {
    metrics.append(Story.experiment(1, 0.5, "happiness"), clock(1, 1)).consume();
    assertThat(metric("happiness").kind()).isNull();
    assertThat(metric("happiness").variants().getFirst().reason()).isEqualTo("unknown-metric");
  }

  @Test
  void lateInteractionsMergeSessions() {
    metrics.append(visit("a", at(0, 10, 0)), visit("a", at(0, 10, 40))).consume();
    assertThat(metrics.rows("SELECT sessions, session_seconds::int FROM daily"))
        .containsExactly("(2,0)");
    metrics.append(visit("a", at(0, 10, 20))).consume();
    assertThat(metrics.rows("SELECT sessions, session_seconds::int FROM daily"))
        .containsExactly("(1,2400)");
    assertThat(metrics.rows("SELECT interactions FROM session")).containsExactly("(3)");
  }

  @Test
  void aSessionIsCutAtADayAndCutElsewhereWhenAnEarlierInteractionComes() {
    List<Interaction> chain =
        IntStream.range(1, 26 * 3).mapToObj(k -> visit("robot", at(0, 0, 20 * k))).toList();
    metrics.append(chain).consume();
    assertThat(metrics.rows("SELECT first_at AT TIME ZONE 'UTC' FROM session ORDER BY 1"))
        .containsExactly("(\"2026-01-01 00:20:00\")", "(\"2026-01-02 00:20:00\")");
    metrics.append(visit("robot", at(0, 0, 0))).consume();
    assertThat(metrics.rows("SELECT first_at AT TIME ZONE 'UTC' FROM session ORDER BY 1"))
        .containsExactly("(\"2026-01-01 00:00:00\")", "(\"2026-01-02 00:00:00\")");
    assertThat(metrics.rows("SELECT sum(interactions)::int FROM session")).containsExactly("(78)");
  }

  /** a and b come on day 0, b again on day 1, c on day 1; day 2 is empty. */
  @Test
  void productFiguresAreByCompleteDay() {
    metrics
        .append(
            visit("a", at(0, 10, 0)),
            visit("b", at(0, 23, 59)),
            visit("b", at(1, 0, 1)),
            visit("c", at(1, 10, 0)),
            visit("c", at(1, 10, 10)),
            visit("d", at(3, 0, 30)),
            clock(3, 1))
        .consume();
    var stickiness = MetricsDatabase.await(metrics.product().stickiness(3));
    assertThat(stickiness.days())
        .extracting(day -> List.of(day.dailyActive(), day.weeklyActive(), day.monthlyActive()))
        .containsExactly(List.of(2L, 2L, 2L), List.of(2L, 3L, 3L), List.of(0L, 3L, 3L));
    assertThat(stickiness.activeDays7().users()).containsExactly(2L, 1L, 0L, 0L, 0L, 0L, 0L);
    assertThat(stickiness.days().get(1).dailyOverMonthly()).isEqualTo(2 / 3.0);
    assertThat(stickiness.growth().daily())
        .containsExactly(
            new GrowthFigures(date(0), 2, 2, 0, 0, 0),
            new GrowthFigures(date(1), 2, 1, 1, 0, 1),
            new GrowthFigures(date(2), 0, 0, 0, 0, 2));
    assertThat(stickiness.growth().weekly())
        .containsExactly(
            new GrowthFigures(date(0), 2, 2, 0, 0, 0),
            new GrowthFigures(date(1), 3, 3, 0, 0, 0),
            new GrowthFigures(date(2), 3, 3, 0, 0, 0));

    var sessions = MetricsDatabase.await(metrics.product().sessions(3));
    // The session of b goes over midnight and belongs to the day it began on.
    assertThat(sessions.days()).extracting(day -> day.sessions()).containsExactly(2L, 1L);
    assertThat(sessions.days().get(0).meanSeconds()).isEqualTo(60);
    assertThat(sessions.days().get(1).meanSeconds()).isEqualTo(600);

    var cohorts = MetricsDatabase.await(metrics.product().retention(3, 1)).cohorts();
    assertThat(cohorts)
        .extracting(cohort -> cohort.returned())
        .containsExactly(List.of(2L, 1L, 0L), List.of(1L, 0L));
    assertThat(cohorts.getFirst().matured()).containsExactly(2L, 2L, 2L);
    var figures = MetricsDatabase.await(metrics.product().retention(3, 1));
    assertThat(figures.curve())
        .extracting(day -> List.of(day.day(), (int) day.returned(), (int) day.matured()))
        .containsExactly(List.of(0, 3, 3), List.of(1, 1, 3), List.of(2, 0, 2));
    assertThat(figures.trend()).extracting(day -> day.value()).containsExactly(0.5, 0.0);

    // A late arrival of day 0 makes that day's figures, and c's cohort, anew.
    metrics.append(visit("c", at(0, 5, 0)), clock(4, 1)).consume();
    assertThat(MetricsDatabase.await(metrics.product().stickiness(4)).days())
        .extracting(day -> day.dailyActive())
        .containsExactly(3L, 2L, 0L, 1L);
    assertThat(MetricsDatabase.await(metrics.product().retention(4, 1)).cohorts())
        .extracting(cohort -> cohort.returned())
        .containsExactly(List.of(3L, 2L, 0L, 0L), List.of(1L));
  }

  /**
   * In the week up to day 13 b and d are new, a has come in the week before too, c in that alone.
   * In the week up to day 20 b comes again, c after an absence, a and d stay away. Then it turns
   * out that d had come on day 0.
   */
  @Test
  void growthSaysWhereTheUsersOfAWeekCameFrom() {
    metrics
        .append(
            visit("a", at(1, 10, 0)),
            visit("c", at(2, 10, 0)),
            visit("a", at(8, 10, 0)),
            visit("b", at(13, 10, 0)),
            visit("d", at(13, 11, 0)),
            visit("c", at(20, 9, 0)),
            visit("b", at(20, 10, 0)),
            clock(21, 1))
        .consume();
    var weekly = MetricsDatabase.await(metrics.product().stickiness(8)).growth().weekly();
    assertThat(weekly.getFirst()).isEqualTo(new GrowthFigures(date(13), 3, 2, 1, 0, 1));
    assertThat(weekly.getLast()).isEqualTo(new GrowthFigures(date(20), 2, 0, 1, 1, 2));

    metrics.append(visit("d", at(0, 10, 0)), clock(22, 1)).consume();
    assertThat(MetricsDatabase.await(metrics.product().stickiness(9)).growth().weekly().getFirst())
        .isEqualTo(new GrowthFigures(date(13), 3, 1, 2, 0, 1));
  }

  private static LocalDate date(int day) {
    return LocalDate.ofInstant(at(day, 0, 0), ZoneOffset.UTC);
  }

  @Test
  void historyIsActivityOfItsOwnDayAndExposesNobody() {
    metrics
        .append(
            experiment(),
            historical("a", at(-40, 10, 0)),
            historical("a", at(-40, 11, 0)),
            served("a", CONTROL, at(0, 10, 0)),
            clock(3, 1))
        .consume();
    assertThat(metrics.rows("SELECT day, active_users, interactions FROM daily"))
        .containsExactly("(2025-11-22,1,2)");
    assertThat(metrics.results().exposures())
        .containsExactly(new VariantUsers(CONTROL, 1), new VariantUsers(CHALLENGER, 0));
    assertThat(metrics.retention().variants().getFirst().curve())
        .allSatisfy(point -> assertThat(point.returned()).isZero());
  }

  @Test
  void lateInteractionsCorrectWhatIsDescriptiveAndLeaveInferenceAlone() {
    metrics
        .append(
            experiment(),
            served("a", CONTROL, at(0, 10, 0)),
            served("b", CONTROL, at(0, 10, 0)),
            clock(3, 1))
        .consume();
    assertThat(retentionDay(1).control().value()).isZero();

    metrics.append(visit("a", at(1, 11, 0))).consume();
    assertThat(retentionDay(1).control().value()).isZero();
    assertThat(metrics.retention().variants().getFirst().curve().get(1).returned()).isEqualTo(1);
    assertThat(metrics.results().lateCorrections()).isEqualTo(1);
    assertThat(metrics.results().lateIgnored()).isZero();
    assertThat(metrics.results().untrustworthy()).containsExactly("late-corrections");
    assertThat(
            metrics.rows(
                "SELECT numerator, corrected_numerator FROM outcome"
                    + " WHERE corrected_numerator IS NOT NULL"))
        .containsExactly("(0,1)");

    // The same user again corrects nothing more.
    metrics.append(visit("a", at(1, 12, 0))).consume();
    assertThat(metrics.results().lateCorrections()).isEqualTo(1);
  }

  /** Day 1 of b ended at 10:00 of day 2: seven days later is 10:00 of day 9. */
  @Test
  void whatComesMoreThanSevenDaysLateIsCountedAndIgnored() {
    metrics
        .append(experiment(), served("b", CONTROL, at(0, 10, 0)), clock(9, 2))
        .consume()
        .append(visit("b", at(1, 11, 0)))
        .consume();
    assertThat(metrics.results().lateCorrections()).isEqualTo(1);

    metrics.append(served("c", CONTROL, at(0, 10, 0)), clock(10, 2)).consume();
    metrics.append(visit("c", at(1, 11, 0))).consume();
    assertThat(metrics.rows("SELECT late_ignored FROM experiment")).containsExactly("(1)");
    assertThat(metrics.retention().variants().getFirst().curve().get(1).returned()).isEqualTo(1);
    // It also fell into c's first week, which may still be corrected.
    assertThat(metrics.results().lateCorrections()).isEqualTo(2);
    assertThat(metrics.rows("SELECT count(*) FROM session")).containsExactly("(2)");
  }

  @Test
  void aSplitThatDoesNotWorkIsAnAlarm() {
    List<Interaction> returns =
        IntStream.range(0, 400)
            .filter(user -> user % 3 == 0)
            .mapToObj(user -> visit("u" + user, at(1, 11, 0)))
            .toList();
    metrics
        .append(experiment())
        .append(split(400, 4))
        .append(returns)
        .append(clock(3, 1))
        .consume();
    ExperimentResults results = metrics.results();
    // 300 : 100 for an even split: (100² + 100²) / 200.
    assertThat(results.srm().chiSquare()).isEqualTo(100, within(1e-9));
    assertThat(results.srm().healthy()).isFalse();
    assertThat(results.untrustworthy()).containsExactly("sample-ratio-mismatch");

    // The arms are described, and nothing that is made of both of them.
    ExperimentResults.Metric day1 = retentionDay(1);
    assertThat(day1.control().value()).isBetween(0.2, 0.5);
    ExperimentResults.Variant challenger = day1.variants().getFirst();
    assertThat(challenger.value()).isBetween(0.2, 0.5);
    assertThat(challenger.valueInterval()).hasSize(2);
    assertThat(challenger.status()).isEqualTo("inconclusive");
    assertThat(challenger.reason()).isEqualTo("sample-ratio-mismatch");
    assertThat(challenger.oneLook().difference()).isNull();
    assertThat(challenger.everyDay().alwaysValidInterval()).isNull();
    assertThat(challenger.cuped()).isNull();
    assertThat(results.metrics())
        .flatExtracting(ExperimentResults.Metric::variants)
        .extracting(ExperimentResults.Variant::reason)
        .containsOnly("sample-ratio-mismatch");
  }

  @Test
  void eachPeriodOfConstantWeightsIsAStratum() {
    metrics.append(experiment(1, 0.5)).append(split(100, 2)).consume();
    metrics.append(experiment(2, 0.5), experiment(3, 0.9)).consume();
    assertThat(metrics.rows("SELECT revision, stratum FROM experiment_revision ORDER BY 1"))
        .containsExactly("(1,0)", "(2,0)", "(3,1)");
    assertThat(metrics.results().revision()).isEqualTo(3);
    // The users split before the change are judged by the weights that held then.
    assertThat(metrics.results().srm().chiSquare()).isZero();
  }

  @Test
  void intervalsNarrowWithTheLevelAndStayAbsentWhereNothingVaries() {
    List<Interaction> returns =
        IntStream.range(0, 40)
            .filter(user -> user % (user % 2 == 0 ? 3 : 8) == 0)
            .mapToObj(user -> visit("u" + user, at(1, 11, 0)))
            .toList();
    metrics.append(experiment()).append(split(40, 2)).append(returns).append(clock(3, 1)).consume();
    ExperimentResults.Variant day1 = retentionDay(1).variants().getFirst();
    assertThat(day1.status()).isEqualTo("estimate");
    assertThat(day1.oneLook().difference())
        .isEqualTo(day1.value() - retentionDay(1).control().value(), within(1e-12));
    assertThat(day1.everyDay().alwaysValidInterval().getFirst())
        .isLessThan(day1.oneLook().interval().getFirst());
    assertThat(day1.everyDay().alwaysValidInterval().getLast())
        .isGreaterThan(day1.oneLook().interval().getLast());
    List<Double> narrow =
        metrics.results(0.2).metrics().stream()
            .filter(metric -> metric.name().equals("retention-day-1"))
            .findFirst()
            .orElseThrow()
            .variants()
            .getFirst()
            .everyDay()
            .alwaysValidInterval();
    assertThat(narrow.getFirst()).isGreaterThan(day1.everyDay().alwaysValidInterval().getFirst());
    ExperimentResults.Variant day14 = retentionDay(14).variants().getFirst();
    assertThat(day14.status()).isEqualTo("inconclusive");
    assertThat(day14.reason()).isEqualTo("too-few-users");
    assertThat(day14.oneLook().difference()).isNull();
  }

  @Test
  void evaluatedThroughFollowsTheClockEventsThatWereConsumed() {
    metrics.append(experiment());
    metrics.consume();
    assertThat(metrics.results().evaluatedThrough()).isNull();
    metrics.append(clock(5, 0)).consume();
    assertThat(metrics.results().evaluatedThrough()).isEqualTo(at(4, 0, 0));
    assertThat(metrics.results().watermark()).isEqualTo(at(4, 23, 0));
    metrics.append(clock(5, 1)).consume();
    assertThat(metrics.results().evaluatedThrough()).isEqualTo(at(5, 0, 0));
    assertThat(Duration.between(at(5, 0, 0), metrics.results().watermark())).isZero();
  }
}
