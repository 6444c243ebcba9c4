package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Expected values: cuped() of reference_values.py: θ and the adjusted difference by
 * statsmodels.api.OLS on arm, covariates and indicator, the rest by scipy.stats.ttest_ind of y − θ
 * c.
 */
class AdjustedComparisonTest {

  private static final double NONE = Double.NaN;
  private static final double[] CONTROL_BEFORE = {
    11.0, 4.5, 6.0, NONE, 13.25, 1.0, NONE, 10.5, 5.0, 7.25
  };
  private static final double[] VARIANT_BEFORE = {12.0, 7.5, 16.0, 8.0, NONE, 15.25, 4.0, 10.0};
  private static final double[] CONTROL_DAYS = {3, 1, 2, NONE, 5, 1, NONE, 2, 1, 2};
  private static final double[] VARIANT_DAYS = {2, 2, 4, 2, NONE, 4, 2, 1};

  private static CovariateMoments mean(double[] y, double[] before) {
    CovariateMoments moments = CovariateMoments.ofMean(1);
    for (int i = 0; i < y.length; i++) {
      moments =
          Double.isNaN(before[i]) ? moments.plusMissing(y[i]) : moments.plusKnown(y[i], before[i]);
    }
    return moments;
  }

  private static CovariateMoments mean(double[] y, double[] before, double[] days) {
    CovariateMoments moments = CovariateMoments.ofMean(2);
    for (int i = 0; i < y.length; i++) {
      moments =
          Double.isNaN(before[i])
              ? moments.plusMissing(y[i])
              : moments.plusKnown(y[i], before[i], days[i]);
    }
    return moments;
  }

  private static CovariateMoments ratio(double[] y, double[] x, double[] before) {
    CovariateMoments moments = CovariateMoments.ofRatio(1);
    for (int i = 0; i < y.length; i++) {
      moments =
          Double.isNaN(before[i])
              ? moments.plusMissing(y[i], x[i])
              : moments.plusKnown(y[i], x[i], before[i]);
    }
    return moments;
  }

  private static AdjustedEstimate compare(
      MetricKind kind, CovariateMoments control, CovariateMoments variant) {
    return (AdjustedEstimate) AdjustedComparison.between(kind, control, variant);
  }

  private static AdjustedEstimate means() {
    return compare(
        MetricKind.MEAN,
        mean(Reference.CONTROL, CONTROL_BEFORE),
        mean(Reference.VARIANT, VARIANT_BEFORE));
  }

  private static void assertNear(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, near(expected));
  }

  @Test
  void meansWithUsersWhoHaveNoCovariate() {
    AdjustedEstimate adjusted = means();
    Estimate estimate = adjusted.estimate();

    assertNear(adjusted.coefficients().get(0), 1.1846390018454103);
    assertNear(adjusted.coefficients().get(1), 1.5543429741043773);
    assertNear(estimate.control().value(), 9.360523419652077);
    assertNear(estimate.difference(), 2.0325723057828284);
    assertNear(estimate.standardError(), 0.7293117706004112);
    assertNear(estimate.pValue(), 0.016063013884037476);
    assertNear(estimate.interval(0.05).lower(), 0.4484156887645352);
    assertNear(estimate.interval(0.05).upper(), 3.6167289228011237);
    assertNear(estimate.alwaysValidInterval(0.05, 40).width() / 2, 2.2613958485357815);
    assertNear(adjusted.varianceReduction(), 0.9037112141837488);
    assertNear(adjusted.unadjusted().pValue(), Reference.means().pValue());
  }

  @Test
  void severalCovariates() {
    AdjustedEstimate adjusted =
        compare(
            MetricKind.MEAN,
            mean(Reference.CONTROL, CONTROL_BEFORE, CONTROL_DAYS),
            mean(Reference.VARIANT, VARIANT_BEFORE, VARIANT_DAYS));

    assertNear(adjusted.coefficients().get(0), 1.0056806472332211);
    assertNear(adjusted.coefficients().get(1), 0.7576159380508998);
    assertNear(adjusted.coefficients().get(2), 1.5906881159705168);
    assertNear(adjusted.estimate().difference(), 2.305160869778847);
    assertNear(adjusted.estimate().standardError(), 0.6904941704025499);
    assertNear(adjusted.estimate().pValue(), 0.006360391774825661);
  }

  @Test
  void everybodyHasACovariate() {
    double[] control = CONTROL_BEFORE.clone();
    control[3] = 0;
    control[6] = 0;
    double[] variant = VARIANT_BEFORE.clone();
    variant[4] = 0;
    AdjustedEstimate adjusted =
        compare(
            MetricKind.MEAN, mean(Reference.CONTROL, control), mean(Reference.VARIANT, variant));

    assertThat(adjusted.coefficients().get(1)).isZero();
    assertNear(adjusted.estimate().difference(), 3.1157363468344013);
    assertNear(adjusted.estimate().standardError(), 1.8945013573604097);
    assertNear(adjusted.varianceReduction(), 0.35026074484783687);
  }

  @Test
  void ratiosByTheirResiduals() {
    AdjustedEstimate adjusted =
        compare(
            MetricKind.RATIO,
            ratio(Reference.CONTROL, Reference.CONTROL_SESSIONS, CONTROL_BEFORE),
            ratio(Reference.VARIANT, Reference.VARIANT_SESSIONS, VARIANT_BEFORE));

    assertNear(adjusted.coefficients().get(0), 0.006814357365085445);
    assertNear(adjusted.coefficients().get(1), 0.7728178655322812);
    assertNear(adjusted.estimate().control().value(), 3.815409248785439);
    assertNear(adjusted.estimate().difference(), 0.9456322205357921);
    assertNear(adjusted.estimate().standardError(), 0.22753512061760067);
    assertNear(adjusted.varianceReduction(), 0.2715797812939127);
    assertNear(adjusted.estimate().alwaysValidInterval(0.05, 40).width() / 2, 0.705524026764474);
    assertNear(adjusted.unadjusted().pValue(), Reference.ratios().pValue());
  }

  @Test
  void anAdjustedProportionIsAMean() {
    CovariateMoments moments =
        CovariateMoments.ofMean(1).plusKnown(1, 5).plusKnown(0, 2).plusKnown(1, 4).plusMissing(0);
    AdjustedEstimate adjusted = compare(MetricKind.PROPORTION, moments, moments);

    assertThat(adjusted.unadjusted().kind()).isEqualTo(MetricKind.PROPORTION);
    assertThat(adjusted.estimate().kind()).isEqualTo(MetricKind.MEAN);
    assertThat(adjusted.estimate().difference()).isZero();
  }

  @Test
  void aShiftOrAnotherUnitOfTheCovariateChangesNothing() {
    double[] control = CONTROL_BEFORE.clone();
    double[] variant = VARIANT_BEFORE.clone();
    for (double[] before : new double[][] {control, variant}) {
      for (int i = 0; i < before.length; i++) {
        before[i] = 60 * before[i] + 1e6;
      }
    }
    AdjustedEstimate moved =
        compare(
            MetricKind.MEAN, mean(Reference.CONTROL, control), mean(Reference.VARIANT, variant));

    assertNear(moved.estimate().difference(), means().estimate().difference());
    assertNear(moved.varianceReduction(), means().varianceReduction());
  }

  @Test
  void aCovariateThatSaysNothingChangesNothing() {
    double[] same = {4, 4, 4, 4, 4, 4, 4, 4, 4, 4};
    AdjustedEstimate constant =
        compare(MetricKind.MEAN, mean(Reference.CONTROL, same), mean(Reference.VARIANT, same));
    AdjustedEstimate twice =
        compare(
            MetricKind.MEAN,
            mean(Reference.CONTROL, CONTROL_BEFORE, CONTROL_BEFORE),
            mean(Reference.VARIANT, VARIANT_BEFORE, VARIANT_BEFORE));

    assertThat(constant.varianceReduction()).isZero();
    assertNear(constant.estimate().difference(), Reference.means().difference());
    assertThat(twice.coefficients().get(1)).isZero();
    assertNear(twice.estimate().difference(), means().estimate().difference());
  }

  /** 0.1 has no exact binary form, so that merging it leaves a spread of some 1e-17. */
  @Test
  void aCovariateThatIsConstantButForRoundingChangesNothing() {
    CovariateMoments[] arms = {CovariateMoments.ofMean(1), CovariateMoments.ofMean(1)};
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 3000; i++) {
      CovariateMoments few = CovariateMoments.ofMean(1).plusMissing(random.nextDouble());
      for (int j = 0; j < 3; j++) {
        few = few.plusKnown(random.nextDouble(), 0.1 + 1e-17 * random.nextGaussian());
      }
      arms[i % 2] = arms[i % 2].merge(few);
    }
    AdjustedEstimate adjusted = compare(MetricKind.MEAN, arms[0], arms[1]);

    assertThat(adjusted.coefficients().get(0)).isZero();
    assertThat(adjusted.varianceReduction()).isBetween(-1e-3, 1e-2);
  }

  @Test
  void nobodyHasACovariate() {
    CovariateMoments control = CovariateMoments.ofMean(1).plusMissing(1).plusMissing(4);
    CovariateMoments variant = CovariateMoments.ofMean(1).plusMissing(3).plusMissing(5);

    assertThat(compare(MetricKind.MEAN, control, variant).varianceReduction()).isZero();
  }

  @Test
  void mergedArmsAreTheSameAsWholeOnes() {
    CovariateMoments first = CovariateMoments.ofMean(1);
    CovariateMoments second = CovariateMoments.ofMean(1);
    for (int i = 0; i < Reference.VARIANT.length; i++) {
      double y = Reference.VARIANT[i];
      double before = VARIANT_BEFORE[i];
      CovariateMoments part = i % 3 == 0 ? first : second;
      part = Double.isNaN(before) ? part.plusMissing(y) : part.plusKnown(y, before);
      first = i % 3 == 0 ? part : first;
      second = i % 3 == 0 ? second : part;
    }
    AdjustedEstimate merged =
        compare(MetricKind.MEAN, mean(Reference.CONTROL, CONTROL_BEFORE), first.merge(second));

    assertNear(merged.estimate().difference(), means().estimate().difference());
    assertNear(merged.estimate().standardError(), means().estimate().standardError());
  }

  @Test
  void saysWhyNothingCanBeSaid() {
    CovariateMoments one = CovariateMoments.ofMean(1).plusKnown(1, 2);
    CovariateMoments explained =
        CovariateMoments.ofMean(1).plusKnown(1, 2).plusKnown(2, 4).plusKnown(3, 6);

    assertThat(AdjustedComparison.between(MetricKind.MEAN, one, one))
        .isEqualTo(new Inconclusive(InconclusiveReason.TOO_FEW_USERS));
    assertThat(AdjustedComparison.between(MetricKind.MEAN, explained, explained))
        .isEqualTo(new Inconclusive(InconclusiveReason.NO_VARIANCE));
  }

  @Test
  void refusesShapesThatDoNotFit() {
    CovariateMoments one = CovariateMoments.ofMean(1);
    CovariateMoments two = CovariateMoments.ofMean(2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdjustedComparison.between(MetricKind.MEAN, one, two));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdjustedComparison.between(MetricKind.RATIO, one, one));
    assertThatIllegalArgumentException().isThrownBy(() -> one.plusKnown(1));
    assertThatIllegalArgumentException().isThrownBy(() -> one.merge(two));
    assertThatIllegalArgumentException().isThrownBy(() -> CovariateMoments.ofMean(0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new CovariateMoments(MultivariateMoments.empty(4), MultivariateMoments.empty(3)));
  }
}
