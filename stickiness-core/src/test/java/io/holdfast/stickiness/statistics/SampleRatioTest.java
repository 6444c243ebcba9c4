package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SampleRatioTest {

  private static final double[] EVEN = {1, 1};
  private static final double[] HALF_QUARTERS = {0.5, 0.25, 0.25};

  private static Split split(double[] weights, long... users) {
    return Split.of(users, weights);
  }

  private static SampleRatio test(Split... splits) {
    return (SampleRatio) SampleRatioOutcome.chiSquare(List.of(splits));
  }

  /** scipy.stats.chisquare([5120, 4880], [5000, 5000]). */
  @Test
  void twoArms() {
    SampleRatio ratio = test(split(EVEN, 5120, 4880));

    assertThat(ratio.chiSquare()).isCloseTo(5.76, near(5.76));
    assertThat(ratio.pValue()).isCloseTo(0.01639507184919225, near(0.0164));
    assertThat(ratio.degreesOfFreedom()).isEqualTo(1);
    assertThat(ratio.healthy()).isTrue();
  }

  /** scipy.stats.chisquare([5021, 2440, 2601], 10062 × [0.5, 0.25, 0.25]). */
  @Test
  void threeArms() {
    SampleRatio ratio = test(split(HALF_QUARTERS, 5021, 2440, 2601));

    assertThat(ratio.chiSquare()).isCloseTo(5.19200954084675, near(5.19));
    assertThat(ratio.pValue()).isCloseTo(0.07457091177319218, near(0.0746));
  }

  /** scipy.stats.chi2.sf(5.76 + 5.19200954084675, 3). */
  @Test
  void periodsOfConstantWeightsAddUp() {
    SampleRatio ratio = test(split(EVEN, 5120, 4880), split(HALF_QUARTERS, 5021, 2440, 2601));

    assertThat(ratio.degreesOfFreedom()).isEqualTo(3);
    assertThat(ratio.pValue()).isCloseTo(0.011988228796568912, near(0.012));
  }

  @Test
  void armOfNoWeightGivesNoDegreeOfFreedom() {
    double[] weights = {0.5, 0.5, 0};

    assertThat(test(split(weights, 5120, 4880, 0))).isEqualTo(test(split(EVEN, 5120, 4880)));
  }

  @Test
  void usersInAnArmOfNoWeightAreAMismatchForCertain() {
    Split stray = split(new double[] {0.5, 0.5, 0}, 50, 50, 1);

    assertThat(test(stray).healthy()).isFalse();
    assertThat(test(stray).pValue()).isZero();
    assertThat(SequentialSampleRatio.START.next(List.of(stray)).healthy()).isFalse();
  }

  @Test
  void mismatchIsUnhealthy() {
    assertThat(test(split(EVEN, 5200, 4800)).healthy()).isFalse();
  }

  @Test
  void nothingToTest() {
    assertThat(SampleRatioOutcome.chiSquare(List.of()))
        .isEqualTo(new Inconclusive(InconclusiveReason.TOO_FEW_USERS));
    assertThat(SampleRatioOutcome.chiSquare(List.of(split(EVEN, 0, 0))))
        .isEqualTo(new Inconclusive(InconclusiveReason.TOO_FEW_USERS));
    assertThat(SampleRatioOutcome.chiSquare(List.of(split(new double[] {1, 0}, 9, 0))))
        .isEqualTo(new Inconclusive(InconclusiveReason.TOO_FEW_USERS));
  }

  /**
   * SciPy: dirichlet_multinomial.logpmf([1120, 880], [50, 50], 2000) − multinomial.logpmf([1120,
   * 880], 2000, [0.5, 0.5]); in 40 digits by mpmath.loggamma 12.226230622346996.
   */
  @Test
  void bayesFactorOfTwoArms() {
    SequentialSampleRatio ratio = SequentialSampleRatio.START.next(List.of(split(EVEN, 1120, 880)));

    assertThat(ratio.logBayesFactor()).isCloseTo(12.226230622346996, near(12.2));
    assertThat(ratio.pValue()).isCloseTo(Math.exp(-12.226230622346996), near(4.9e-6));
    assertThat(ratio.healthy()).isFalse();
  }

  /** mpmath.loggamma in 40 digits. */
  @Test
  void bayesFactorOfThreeArms() {
    SequentialSampleRatio ratio =
        SequentialSampleRatio.START.next(List.of(split(HALF_QUARTERS, 300, 140, 160)));

    assertThat(ratio.logBayesFactor()).isCloseTo(-1.3789599424692949, near(1.38));
    assertThat(ratio.pValue()).isEqualTo(1);
  }

  @Test
  void bayesFactorsOfPeriodsMultiply() {
    Split first = split(EVEN, 1120, 880);
    Split second = split(HALF_QUARTERS, 300, 140, 160);

    assertThat(SequentialSampleRatio.START.next(List.of(first, second)).logBayesFactor())
        .isCloseTo(12.226230622346996 - 1.3789599424692949, near(10.8));
  }

  @Test
  void anAlarmStays() {
    SequentialSampleRatio alarmed =
        SequentialSampleRatio.START
            .next(List.of(split(EVEN, 1120, 880)))
            .next(List.of(split(EVEN, 2000, 2000)));

    assertThat(alarmed.logBayesFactor()).isNegative();
    assertThat(alarmed.healthy()).isFalse();
  }

  @Test
  void noUsersNoEvidence() {
    SequentialSampleRatio ratio = SequentialSampleRatio.START.next(List.of(split(EVEN, 0, 0)));

    assertThat(ratio.logBayesFactor()).isCloseTo(0, Offset.offset(1e-12));
    assertThat(ratio.pValue()).isEqualTo(1);
  }

  @Test
  void refusesImpossibleSplits() {
    assertThatIllegalArgumentException().isThrownBy(() -> split(EVEN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> split(EVEN, 1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> split(new double[] {0, 0}, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SequentialSampleRatio(0, 1.5));
  }
}
