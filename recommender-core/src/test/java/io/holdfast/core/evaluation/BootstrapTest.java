package io.holdfast.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.artifact.Interval;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void coversTheTruthAboutAsOftenAsItSays() {
    // 400 samples of 60 users from a skewed distribution whose mean is 0.2.
    SplittableRandom random = new SplittableRandom(20261124);
    int covered = 0;
    for (int run = 0; run < 400; run++) {
      double[] values = new double[60];
      for (int u = 0; u < values.length; u++) {
        values[u] = random.nextDouble() < 0.4 ? random.nextDouble() : 0;
      }
      if (Bootstrap.interval95(values, 500, run).contains(0.2)) {
        covered++;
      }
    }
    // Binomial(400, 0.95) lies in [367, 391] with probability 0.997; the percentile method is a
    // little narrow at 60 users.
    assertThat(covered).isBetween(360, 391);
  }

  @Test
  void isTheSameForASeed() {
    double[] values = {0, 1, 0, 0.5, 0.2};
    assertThat(Bootstrap.interval95(values, 100, 7))
        .isEqualTo(Bootstrap.interval95(values, 100, 7))
        .isNotEqualTo(Bootstrap.interval95(values, 100, 8));
  }

  @Test
  void aConstantHasNoSpread() {
    assertThat(Bootstrap.interval95(new double[] {0.25, 0.25, 0.25}, 50, 1))
        .isEqualTo(new Interval(0.25, 0.25));
  }

  @Test
  void refusesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bootstrap.interval95(new double[0], 100, 1));
  }
}
