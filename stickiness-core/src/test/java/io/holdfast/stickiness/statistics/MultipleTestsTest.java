package io.holdfast.stickiness.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values: statsmodels.stats.multitest.multipletests. */
class MultipleTestsTest {

  private static final double[] P = {0.012, 0.6, 0.0004, 0.03, 0.049, 0.012, 1.0};
  private static final Offset<Double> NEAR = Offset.offset(1e-12);

  @Test
  void holm() {
    assertThat(MultipleTests.holm(P))
        .containsExactly(new double[] {0.072, 1.0, 0.0028, 0.12, 0.147, 0.072, 1.0}, NEAR);
  }

  @Test
  void benjaminiHochberg() {
    assertThat(MultipleTests.benjaminiHochberg(P))
        .containsExactly(new double[] {0.028, 0.7, 0.0028, 0.0525, 0.0686, 0.028, 1.0}, NEAR);
  }

  @Property(tries = 200)
  void holmIsStricterAndBothKeepTheOrder(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(max = 1) Double> values) {
    double[] p = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] holm = MultipleTests.holm(p);
    double[] discovery = MultipleTests.benjaminiHochberg(p);

    for (int i = 0; i < p.length; i++) {
      assertThat(discovery[i]).isBetween(p[i] * (1 - 1e-12), 1.0);
      assertThat(holm[i]).isBetween(discovery[i] * (1 - 1e-12), 1.0);
      for (int j = 0; j < p.length; j++) {
        if (p[i] < p[j]) {
          assertThat(holm[i]).isLessThanOrEqualTo(holm[j]);
          assertThat(discovery[i]).isLessThanOrEqualTo(discovery[j]);
        }
      }
    }
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThat(MultipleTests.holm()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> MultipleTests.holm(0.1, 1.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultipleTests.benjaminiHochberg(Double.NaN));
  }
}
