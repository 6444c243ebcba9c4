package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.stickiness.statistics.NonInferiority.Verdict;
import org.junit.jupiter.api.Test;

class NonInferiorityTest {

  /** scipy.stats.ttest_ind(VARIANT + 1.5, CONTROL, equal_var=False, alternative="greater"). */
  @Test
  void meansWithinAMargin() {
    assertThat(new NonInferiority(Reference.means(), 1.5).pValue())
        .isCloseTo(0.008153439819326848, near(0.008153439819326848));
  }

  /**
   * statsmodels test_proportions_2indep(245, 1210, 198, 1190, value=-0.01, compare="diff",
   * method="wald", alternative="larger").
   */
  @Test
  void proportionsWithinAMargin() {
    assertThat(new NonInferiority(Reference.proportions(), 0.01).pValue())
        .isCloseTo(0.0017779126120820502, near(0.0017779126120820502));
  }

  @Test
  void verdictsByTheInterval() {
    assertThat(NonInferiority.verdict(new Interval(-0.9, 3), 1)).isEqualTo(Verdict.NON_INFERIOR);
    assertThat(NonInferiority.verdict(new Interval(-1, 3), 1)).isEqualTo(Verdict.UNDECIDED);
    assertThat(NonInferiority.verdict(new Interval(-3, -1), 1)).isEqualTo(Verdict.UNDECIDED);
    assertThat(NonInferiority.verdict(new Interval(-3, -1.1), 1)).isEqualTo(Verdict.INFERIOR);
  }

  /** The proportions' intervals: [0.0051, 0.0671] for one look, [−0.0128, 0.0850] always. */
  @Test
  void lookingAtWillNeedsMoreUsers() {
    NonInferiority guardrail = new NonInferiority(Reference.proportions(), 0);

    assertThat(guardrail.verdict(0.05)).isEqualTo(Verdict.NON_INFERIOR);
    assertThat(guardrail.alwaysValidVerdict(0.05, 5000)).isEqualTo(Verdict.UNDECIDED);
    assertThat(new NonInferiority(Reference.proportions(), 0.013).alwaysValidVerdict(0.05, 5000))
        .isEqualTo(Verdict.NON_INFERIOR);
  }

  @Test
  void refusesAMarginThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NonInferiority(Reference.means(), -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NonInferiority(Reference.means(), Double.NaN));
  }
}
