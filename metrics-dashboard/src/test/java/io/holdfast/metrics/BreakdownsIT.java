package io.holdfast.metrics;

import static io.holdfast.metrics.Story.CHALLENGER;
import static io.holdfast.metrics.Story.CONTROL;
import static io.holdfast.metrics.Story.at;
import static io.holdfast.metrics.Story.clock;
import static io.holdfast.metrics.Story.described;
import static io.holdfast.metrics.Story.experiment;
import static io.holdfast.metrics.Story.served;
import static io.holdfast.metrics.Story.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.metrics.domain.BreakdownFigures.VariantCovariates;
import io.holdfast.metrics.results.ExperimentResults;
import io.holdfast.metrics.results.ExperimentResults.Segment;
import io.holdfast.metrics.results.ExperimentResults.SegmentMetric;
import io.holdfast.metrics.results.ExperimentResults.Segments;
import io.holdfast.metrics.results.ExperimentResults.Variant;
import io.holdfast.metrics.results.ExperimentResults.VariantUsers;
import io.holdfast.metrics.results.ExperimentReturns;
import io.holdfast.stickiness.statistics.CovariateMoments;
import io.holdfast.stickiness.statistics.MultivariateMoments;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segments, covariates, session lengths and return times of small stories, worked out by hand. */
class BreakdownsIT {

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

  /**
   * Exposed at 10:00 of day 4, a was active on the first, second and fourth day back (10:00 of day
   * 0 is just inside the latter), in closed sessions of 600 s and 0 s. The session that was open at
   * the exposure counts as activity alone. b is new on that day, c was here long ago.
   */
  @Test
  void covariatesEndAtTheFirstExposure() {
    metrics
        .append(
            experiment(),
            visit("a", at(0, 10, 0)),
            visit("a", at(0, 10, 10)),
            visit("a", at(3, 8, 0)),
            visit("a", at(4, 9, 50)),
            served("a", CONTROL, at(4, 10, 0)),
            visit("a", at(4, 10, 5)),
            visit("b", at(4, 9, 0)),
            served("b", CONTROL, at(4, 10, 0)),
            visit("c", at(0, 8, 0)),
            served("c", CONTROL, at(20, 10, 0)),
            clock(22, 1))
        .consume();
    assertThat(
            metrics.rows(
                "SELECT user_id, segments->>'visitor', active_days, session_seconds FROM profile"
                    + " JOIN person USING (user_number) ORDER BY 1"))
        .containsExactly("(a,returning,3,600)", "(b,new,,)", "(c,returning,0,0)");
  }

  @Test
  void onlyWhatWasDeclaredBeforeTheExposureIsASegment() {
    metrics
        .append(
            experiment(),
            described("a", 1, Map.of("plan", "pro", "country", "FR"), at(0, 9, 0)),
            served("a", CONTROL, at(0, 10, 0)),
            served("b", CONTROL, at(0, 10, 0)),
            described("b", 1, Map.of("plan", "pro"), at(0, 10, 30)),
            served("c", CONTROL, at(0, 10, 0), Map.of("sessionId", "s1", "tags", List.of("x"))),
            clock(2, 1))
        .consume();
    // The exposure's own context (country DE) is nearer than what was declared before.
    assertThat(
            metrics.rows(
                "SELECT user_id, segments FROM profile JOIN person USING (user_number) ORDER BY 1"))
        .containsExactly(
            "(a,\"{\"\"plan\"\": \"\"pro\"\", \"\"country\"\": \"\"DE\"\", \"\"visitor\"\":"
                + " \"\"new\"\"}\")",
            "(b,\"{\"\"country\"\": \"\"DE\"\", \"\"visitor\"\": \"\"new\"\"}\")",
            "(c,\"{\"\"visitor\"\": \"\"new\"\"}\")");
    assertThat(metrics.results().segmentAttributes()).containsExactly("country", "plan", "visitor");
  }

  private static void expose(String country, int users) {
    for (int user = 0; user < users; user++) {
      for (String variant : List.of(CONTROL, CHALLENGER)) {
        String id = country + variant + user;
        metrics.append(
            served(
                id,
                variant,
                at(0, 10, 0),
                country.isEmpty() ? Map.of() : Map.of("country", country)));
        if (user % 2 == 0) {
          metrics.append(visit(id, at(1, 12, 0)));
        }
      }
    }
  }

  /**
   * Fewer than 3 users an arm are not told: those of IT. The total less DE, FR and the unknown ones
   * would tell them, so that FR, the smallest of these, goes with them.
   */
  @Test
  void segmentsAddUpAndSmallOnesAreSuppressed() {
    metrics.append(experiment());
    expose("DE", 8);
    expose("FR", 3);
    expose("IT", 1);
    expose("", 5);
    metrics.append(clock(3, 1)).consume();

    Segments segments = segments("country");
    assertThat(segments.minimumUsers()).isEqualTo(3);
    assertThat(segments.values())
        .extracting(Segment::value)
        .containsExactly("DE", "FR", "IT", "unknown");
    assertThat(segments.values())
        .extracting(Segment::suppressed)
        .containsExactly(false, true, true, false);
    Segment germany = segments.values().getFirst();
    assertThat(germany.exposures())
        .containsExactly(new VariantUsers(CONTROL, 8), new VariantUsers(CHALLENGER, 8));
    SegmentMetric dayOne = dayOne(germany);
    assertThat(dayOne.control().n()).isEqualTo(8);
    assertThat(dayOne.control().value()).isEqualTo(0.5);
    assertThat(dayOne.variants().getFirst().oneLook().difference()).isZero();
    assertThat(dayOne(segments.values().get(1)).suppressed()).isTrue();
    assertThat(dayOne(segments.values().get(1)).control()).isNull();
    assertThat(dayOne(segments.values().getLast()).control().value()).isEqualTo(3 / 5.0);

    assertThat(segments("visitor").values()).extracting(Segment::value).containsExactly("new");
    assertThat(results(Optional.of("shoe-size")).segments()).isNull();
    assertThat(metrics.results().segments()).isNull();
  }

  private static ExperimentResults results(Optional<String> segment) {
    return MetricsDatabase.await(metrics.measure().results(Story.KEY, 0.05, segment)).orElseThrow();
  }

  private static Segments segments(String attribute) {
    return results(Optional.of(attribute)).segments();
  }

  private static SegmentMetric dayOne(Segment segment) {
    return segment.metrics().stream()
        .filter(metric -> metric.name().equals("retention-day-1"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anAttributeOfManyValuesKeepsTheFirstAndPutsTheRestTogether() {
    metrics
        .append(experiment())
        .append(
            IntStream.range(0, 40)
                .mapToObj(
                    user -> served("u" + user, CONTROL, at(0, 10, 0), Map.of("city", "c" + user)))
                .toList())
        .append(clock(2, 1))
        .consume()
        .append(served("v", CONTROL, at(2, 10, 0), Map.of("city", "z")), clock(4, 1))
        .consume();
    assertThat(
            metrics.rows(
                "SELECT count(*), sum(users) FILTER (WHERE value = 'other')"
                    + " FROM segment_exposure_rollup WHERE attribute = 'city'"))
        .containsExactly("(33,9)");
  }

  /** The rollup's moments beside those of the users themselves. */
  @Test
  void covariateSumsAreThoseOfTheUsers() {
    metrics.append(experiment());
    for (int user = 0; user < 40; user++) {
      metrics.append(visit("u" + user, at(0, 0, user)), visit("u" + user, at(0, 0, user + 7)));
    }
    Story.life(60, 24, 3).forEach(day -> metrics.append(day));
    metrics.append(clock(24, 1)).consume();

    List<VariantCovariates> rolledUp =
        MetricsDatabase.await(metrics.figures.breakdowns().covariates(0));
    assertThat(rolledUp).extracting(VariantCovariates::metric).contains("retention-day-7");
    for (VariantCovariates each : rolledUp) {
      boolean ratio = each.metric().equals("session-seconds");
      CovariateMoments expected = ratio ? CovariateMoments.ofRatio(2) : CovariateMoments.ofMean(2);
      for (Row row : users(each)) {
        double y = row.getDouble(0);
        double x = row.getDouble(1);
        if (row.getDouble(2) == null) {
          expected = ratio ? expected.plusMissing(y, x) : expected.plusMissing(y);
        } else {
          double a = row.getDouble(2);
          double s = row.getDouble(3);
          expected = ratio ? expected.plusKnown(y, x, a, s) : expected.plusKnown(y, a, s);
        }
      }
      assertSame(each.moments().known(), expected.known());
      assertSame(each.moments().missing(), expected.missing());
    }
    Variant challenger = variant("session-seconds");
    assertThat(challenger.cuped()).isNotNull();
    assertThat(challenger.cuped().varianceReduction()).isBetween(-0.2, 1.0);
    assertThat(challenger.belief().chanceToBeatControl()).isBetween(0.0, 1.0);
    assertThat(challenger.nonInferiority().margin()).isEqualTo(5);
    assertThat(challenger.adjustedP().holm()).isGreaterThanOrEqualTo(challenger.oneLook().p());
    assertThat(challenger.oneLook().minimumDetectableEffect()).isPositive();
  }

  private static Iterable<Row> users(VariantCovariates cell) {
    return MetricsDatabase.await(
        metrics
            .pool
            .query(
                """
                SELECT o.numerator, o.denominator, p.active_days, p.session_seconds
                FROM outcome o JOIN exposure e USING (experiment_number, user_number)
                JOIN profile p USING (experiment_number, user_number)
                WHERE o.metric = '%s' AND e.variant = '%s'
                """
                    .formatted(cell.metric(), cell.variant()))
            .execute());
  }

  private static void assertSame(MultivariateMoments actual, MultivariateMoments expected) {
    assertThat(actual.users()).isEqualTo(expected.users());
    assertThat(actual.columns()).isEqualTo(expected.columns());
    for (int i = 0; i < actual.columns(); i++) {
      assertThat(actual.mean(i)).isCloseTo(expected.mean(i), within(1e-9));
      for (int j = 0; j <= i; j++) {
        double size = Math.max(1, Math.abs(expected.centredProduct(i, j)));
        assertThat(actual.centredProduct(i, j))
            .isCloseTo(expected.centredProduct(i, j), within(1e-9 * size));
      }
    }
  }

  private static ExperimentResults.Metric metric(String name) {
    return metrics.results().metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Variant variant(String metric) {
    return metric(metric).variants().getFirst();
  }

  /** 600 s are in the bucket of 1.05^132 = 625 s; the other session has no length. */
  @Test
  void sessionLengthsAreCountedOnceTheWeekIsOver() {
    metrics
        .append(
            experiment(),
            visit("a", at(0, 9, 59)),
            served("a", CONTROL, at(0, 10, 0)),
            visit("a", at(0, 10, 10)),
            visit("a", at(3, 8, 0)),
            visit("a", at(7, 11, 0)),
            clock(7, 1))
        .consume();
    assertThat(metrics.rows("SELECT * FROM session_length_rollup")).isEmpty();
    metrics.append(clock(8, 1)).consume();
    assertThat(
            metrics.rows(
                "SELECT bucket, grown_y, grown_yy, grown_xy FROM session_length_rollup ORDER BY 1"))
        .containsExactly("(0,1,1,2)", "(133,1,3,2)");
  }

  /**
   * The session of a's exposure ends at 10:10 of day 0, the next starts 26.5 h later; b does not
   * come back and has been watched for 62 h at the watermark, from some time of its hour on.
   */
  @Test
  void returnTimesRunFromTheEndOfTheSessionAndAreCensoredAtTheWatermark() {
    metrics
        .append(
            experiment(),
            visit("a", at(0, 9, 45)),
            served("a", CONTROL, at(0, 10, 0)),
            visit("a", at(0, 10, 10)),
            visit("a", at(1, 12, 40)),
            served("b", CONTROL, at(0, 10, 0)),
            served("c", CONTROL, at(2, 10, 0)),
            visit("a", at(2, 12, 40)),
            clock(3, 1))
        .consume();
    assertThat(metrics.rows("SELECT hour, users FROM return_rollup")).containsExactly("(26,1)");
    assertThat(
            metrics.rows("SELECT ended_hour AT TIME ZONE 'UTC', users FROM return_awaited_rollup"))
        .containsExactly("(\"2026-01-01 10:00:00\",1)");
    ExperimentReturns.Curve control =
        MetricsDatabase.await(metrics.returns().returns(Story.KEY, 2, 0.05))
            .orElseThrow()
            .variants()
            .getFirst();
    assertThat(control.name()).isEqualTo(CONTROL);
    assertThat(control.users()).isEqualTo(2);
    assertThat(control.returned()).isEqualTo(1);
    assertThat(control.curve()).hasSize(1);
    assertThat(control.curve().getFirst().days()).isEqualTo(26.5 / 24);
    assertThat(control.curve().getFirst().away()).isEqualTo(0.5);
    assertThat(control.meanDays()).isEqualTo((26.5 / 24 + 2) / 2, within(1e-12));

    // b comes back in the 70th hour after all, before anyone has been watched for 28 days.
    metrics.append(visit("b", at(3, 7, 30)), clock(4, 1)).consume();
    assertThat(metrics.rows("SELECT hour, users FROM return_rollup ORDER BY 1"))
        .containsExactly("(26,1)", "(69,1)");
  }

  /**
   * Control: after 26 h and never; challenger: after 30 h and after 50 h. Restricted to 14 days the
   * means are (26.5/24 + 14)/2 and (30.5 + 50.5)/48. Without censoring before τ the variance of a
   * mean of two times is that of the empirical distribution over n: (difference/2)²/2.
   */
  @Test
  void restrictedMeansAreComparedOnceSomeoneWasWatchedForThatLong() {
    metrics
        .append(
            experiment(),
            served("a", CONTROL, at(0, 10, 0)),
            served("b", CONTROL, at(0, 10, 0)),
            served("c", CHALLENGER, at(0, 10, 0)),
            served("d", CHALLENGER, at(0, 10, 0)),
            visit("a", at(1, 12, 0)),
            visit("c", at(1, 16, 0)),
            visit("d", at(2, 12, 0)),
            clock(10, 1))
        .consume();
    assertThat(variant("return-days-14").reason()).isEqualTo("follow-up-too-short");
    metrics.append(clock(16, 1)).consume();

    double control = (26.5 / 24 + 14) / 2;
    double challenger = (30.5 + 50.5) / 48;
    double error =
        Math.sqrt(Math.pow((14 - 26.5 / 24) / 2, 2) / 2 + Math.pow((50.5 - 30.5) / 24 / 2, 2) / 2);
    Variant variant = variant("return-days-14");
    assertThat(metric("return-days-14").control().value()).isEqualTo(control, within(1e-12));
    assertThat(variant.status()).isEqualTo("estimate");
    assertThat(variant.oneLook().difference()).isEqualTo(challenger - control, within(1e-12));
    assertThat(variant.oneLook().standardError()).isEqualTo(error, within(1e-12));
    assertThat(variant.oneLook().interval().getFirst())
        .isEqualTo(challenger - control - 1.959963984540054 * error, within(1e-9));
    assertThat(variant.everyDay().alwaysValidInterval()).isNull();
    assertThat(variant.belief().chanceToBeatControl()).isNull();

    metrics.append(clock(30, 1)).consume();
    assertThat(metrics.rows("SELECT hour, users FROM return_rollup ORDER BY 1"))
        .containsExactly("(26,1)", "(30,1)", "(50,1)", "(672,1)");
    assertThat(metrics.rows("SELECT * FROM return_awaited_rollup")).isEmpty();
  }
}
