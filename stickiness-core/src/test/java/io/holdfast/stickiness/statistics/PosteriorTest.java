package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Expected values: bayesian() of reference_values.py, where scipy.integrate.quad multiplies prior
 * and likelihood in place of any closed form.
 */
class PosteriorTest {

  private static void assertNear(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, near(expected));
  }

  @Test
  void differenceUnderTheFlatPrior() {
    Posterior posterior = Reference.proportions().posterior();

    assertNear(posterior.chanceToBeatControl(), 0.9887745865720902);
    assertNear(posterior.expectedLossOfVariant(), 6.0905947174411386e-05);
    assertNear(posterior.expectedLossOfControl(), 0.03615369016830088);
  }

  @Test
  void relativeLiftUnderTheProperPrior() {
    Posterior posterior =
        Reference.proportions()
            .relativeLift()
            .orElseThrow()
            .posterior(Prior.RELATIVE_LIFT)
            .orElseThrow();

    assertNear(posterior.mean(), 0.1931901731861888);
    assertNear(posterior.standardDeviation(), 0.09922684061336244);
    assertNear(posterior.chanceToBeatControl(), 0.9742299228100595);
    assertNear(posterior.expectedLossOfVariant(), 0.0009700602225879832);
    assertNear(posterior.expectedLossOfControl(), 0.19416023340877678);
  }

  @Test
  void priorWithAMeanOfItsOwn() {
    Posterior posterior = Reference.means().posterior(new Prior.Normal(2, 1.5));

    assertNear(posterior.mean(), 2.862856278274891);
    assertNear(posterior.chanceToBeatControl(), 0.9882173863019891);
  }

  @Test
  void flatIntervalIsTheFixedHorizonOne() {
    Estimate estimate = Reference.proportions();

    assertThat(estimate.posterior().interval(0.05)).isEqualTo(estimate.interval(0.05));
  }

  @Test
  void lossesDifferByTheMean() {
    for (double mean = -3; mean <= 3; mean += 0.25) {
      Posterior posterior = new Posterior(mean, 0.7);

      assertThat(posterior.expectedLossOfControl() - posterior.expectedLossOfVariant())
          .isCloseTo(mean, Offset.offset(1e-12));
    }
  }

  @Test
  void noLossIsNegativeFarFromZero() {
    assertThat(new Posterior(50, 1).expectedLossOfVariant()).isZero();
    assertThat(new Posterior(9, 1).expectedLossOfVariant()).isBetween(0.0, 1e-18);
  }

  @Test
  void aVariantOfZeroHasNoSpreadRelativeToTheControl() {
    RelativeLift lift =
        Reference.estimate(
                MetricKind.PROPORTION, Moments.ofProportion(50, 5), Moments.ofProportion(50, 0))
            .relativeLift()
            .orElseThrow();

    assertThat(lift.posterior(Prior.FLAT)).isEmpty();
  }

  @Test
  void refusesImpossibleParameters() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Prior.Normal(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Prior.Normal(Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Posterior(0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Posterior(Double.POSITIVE_INFINITY, 1));
  }
}
