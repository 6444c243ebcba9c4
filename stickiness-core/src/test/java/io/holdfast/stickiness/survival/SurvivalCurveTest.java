package io.holdfast.stickiness.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import io.holdfast.stickiness.statistics.Interval;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurvivalCurveTest {

  private static final Offset<Double> NEAR = offset(1e-12);

  private static SurvivalPoint pointAt(SurvivalTimes times, double time) {
    return SurvivalCurve.kaplanMeier(times).points().stream()
        .filter(point -> point.time() <= time)
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  /** {@code scipy.stats.ecdf(...).sf}, "linear" and "log-log"; lifelines agrees on the latter. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.9333333333333333, 0.8070996599602999, 1.0, 0.6126412437748717, 0.9903322366500169",
    "2, 0.7333333333333333, 0.5095449490913402, 0.9571217175753264, 0.4362082023552723, 0.8905199314372403",
    "7.5, 0.419047619047619, 0.15116024707725795, 0.6869349910179801, 0.1630201982904086, 0.6589799927702454",
    "12, 0.3142857142857143, 0.045981370247853426, 0.5825900583235751, 0.08891768119200372, 0.5748859199673882"
  })
  void agreesWithSciPyAndLifelines(
      double time,
      double survival,
      double plainLower,
      double plainUpper,
      double logLogLower,
      double logLogUpper) {
    SurvivalPoint point = pointAt(SurvivalReference.CONTROL, time);
    Interval plain = point.plainInterval(0.05).orElseThrow();
    Interval logLog = point.logLogInterval(0.05).orElseThrow();

    assertThat(point.survival()).isCloseTo(survival, NEAR);
    assertThat(plain.lower()).isCloseTo(plainLower, NEAR);
    assertThat(plain.upper()).isCloseTo(plainUpper, NEAR);
    assertThat(logLog.lower()).isCloseTo(logLogLower, NEAR);
    assertThat(logLog.upper()).isCloseTo(logLogUpper, NEAR);
  }

  @Test
  void agreesWithThePublishedCurveOfSixMercaptopurine() {
    SurvivalCurve curve = SurvivalCurve.kaplanMeier(SurvivalReference.SIX_MP);

    // Freireich et al. 1963 as in Klein and Moeschberger 2003, table 4.1: 0.753 (0.0963) at 10
    // weeks, 0.448 (0.1346) at 23.
    assertThat(pointAt(SurvivalReference.SIX_MP, 10).survival()).isCloseTo(0.753, offset(5e-4));
    assertThat(pointAt(SurvivalReference.SIX_MP, 10).standardError())
        .isCloseTo(0.0963, offset(5e-5));
    assertThat(pointAt(SurvivalReference.SIX_MP, 23).survival()).isCloseTo(0.448, offset(5e-4));
    assertThat(pointAt(SurvivalReference.SIX_MP, 23).standardError())
        .isCloseTo(0.1346, offset(5e-5));
    assertThat(curve.median()).hasValue(23);
    assertThat(curve.survivalAt(5)).hasValue(1);
    assertThat(curve.survivalAt(36)).isEmpty();
  }

  /** lifelines, {@code restricted_mean_survival_time}; variances in exact fractions. */
  @Test
  void restrictedMeanIsTheAreaUnderTheCurve() {
    RestrictedMean control =
        SurvivalCurve.kaplanMeier(SurvivalReference.CONTROL).restrictedMean(14).orElseThrow();
    RestrictedMean variant =
        SurvivalCurve.kaplanMeier(SurvivalReference.VARIANT).restrictedMean(14).orElseThrow();

    assertThat(control.value()).isCloseTo(7.515476190476191, NEAR);
    assertThat(control.variance()).isCloseTo(2.0219301168880253, NEAR);
    assertThat(variant.value()).isCloseTo(4.598958333333333, NEAR);
    assertThat(variant.variance()).isCloseTo(1.9504066749855324, NEAR);
  }

  @Test
  void withoutCensoringItIsThePlainMeanOfTheRestrictedTimes() {
    Random random = new Random(20261124);
    for (int run = 0; run < 200; run++) {
      int users = 2 + random.nextInt(60);
      double[] times = random.doubles(users, 0, 20).map(t -> Math.rint(t * 4) / 4).toArray();
      double[] restricted = Arrays.stream(times).map(t -> Math.min(t, 14)).toArray();
      double mean = DoubleStream.of(restricted).average().orElseThrow();
      double squares = DoubleStream.of(restricted).map(t -> (t - mean) * (t - mean)).sum();

      RestrictedMean found =
          SurvivalCurve.kaplanMeier(SurvivalReference.allObserved(times))
              .restrictedMean(14)
              .orElseThrow();

      assertThat(found.value()).isCloseTo(mean, offset(1e-9));
      assertThat(found.variance()).isCloseTo(squares / users / users, offset(1e-9));
    }
  }

  @Test
  void theErrorIsUnknownOnceNobodyIsLeft() {
    SurvivalCurve curve = SurvivalCurve.kaplanMeier(SurvivalReference.PLACEBO);
    SurvivalPoint last = curve.points().getLast();

    assertThat(last.survival()).isZero();
    assertThat(last.plainInterval(0.05)).isEmpty();
    assertThat(last.logLogInterval(0.05)).isEmpty();
    assertThat(curve.survivalAt(100)).hasValue(0);
    assertThat(curve.restrictedMean(100)).isPresent();
  }

  @Test
  void aCurveIsNotMadeUpBeyondTheLastTime() {
    SurvivalTimes times =
        SurvivalTimes.of(new double[] {1, 2, 13}, new boolean[] {true, true, false});

    assertThat(SurvivalCurve.kaplanMeier(times).restrictedMean(14)).isEmpty();
    assertThat(SurvivalCurve.kaplanMeier(times).restrictedMean(13)).isPresent();
    assertThat(SurvivalCurve.kaplanMeier(times).median()).hasValue(2);
  }

  @Test
  void nobodyHasNoCurve() {
    SurvivalCurve curve = SurvivalCurve.kaplanMeier(new SurvivalTimes.Builder().build());

    assertThat(curve.points()).isEmpty();
    assertThat(curve.median()).isEmpty();
    assertThat(curve.restrictedMean(14)).isEmpty();
  }

  @Test
  void refusesWhatIsNoTime() {
    SurvivalTimes.Builder builder = new SurvivalTimes.Builder();

    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(-1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(Double.NaN, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(1, -1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SurvivalTimes.of(new double[2], new boolean[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SurvivalCurve.kaplanMeier(SurvivalReference.CONTROL).restrictedMean(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pointAt(SurvivalReference.CONTROL, 2).plainInterval(1));
  }
}
