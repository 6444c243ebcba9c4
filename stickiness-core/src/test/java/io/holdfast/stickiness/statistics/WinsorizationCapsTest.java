package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Expected values: numpy.quantile, numpy.clip and scipy.stats.ttest_ind: reference_values.py. */
class WinsorizationCapsTest {

  private static void assertNear(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, near(expected));
  }

  private static Moments capped(WinsorizationCaps caps, double[] values) {
    return Moments.of(Arrays.stream(values).map(caps::apply).toArray());
  }

  @Test
  void capsComeFromAllArmsTogether() {
    WinsorizationCaps caps =
        WinsorizationCaps.between(0.05, 0.9, Reference.CONTROL, Reference.VARIANT);
    Estimate estimate =
        Reference.estimate(
            MetricKind.MEAN, capped(caps, Reference.CONTROL), capped(caps, Reference.VARIANT));

    assertNear(caps.lower(), 3.0625);
    assertNear(caps.upper(), 16.75);
    assertNear(estimate.pValue(), 0.060778797986411594);
  }

  @Test
  void capsAboveLeaveSmallValuesAlone() {
    WinsorizationCaps caps = WinsorizationCaps.above(0.9, Reference.CONTROL, Reference.VARIANT);

    assertNear(caps.apply(1000), 16.75);
    assertThat(caps.apply(-1000)).isEqualTo(-1000);
    assertThat(caps.apply(5)).isEqualTo(5);
  }

  @Test
  void takingCapsLeavesTheValuesAsTheyWere() {
    double[] values = {5, 3, 9, 1};
    WinsorizationCaps.above(0.5, values);

    assertThat(values).containsExactly(5, 3, 9, 1);
  }

  @Test
  void refusesWhatGivesNoCap() {
    assertThatIllegalArgumentException().isThrownBy(() -> WinsorizationCaps.above(0.9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WinsorizationCaps.above(1.1, Reference.CONTROL));
    assertThatIllegalArgumentException().isThrownBy(() -> new WinsorizationCaps(2, 1));
  }
}
