package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Expected values: quantiles() of reference_values.py, by NumPy and scipy.stats.norm. */
class ClusteredQuantileTest {

  private static final long SEED = 7;

  private static ClusteredValues sessionLengths(int users, double level) {
    ClusteredValues.Builder lengths = new ClusteredValues.Builder();
    for (int user = 0; user < users; user++) {
      int i = user;
      lengths.add(
          IntStream.range(0, 1 + i % 4)
              .mapToDouble(j -> level * Math.pow(1 + (37 * i + 101 * j) % 97, 1.5) + 3 * (i % 11))
              .toArray());
    }
    return lengths.build();
  }

  /** One length each: {@code zeros} of 0 s, the others of 60 s. */
  private static ClusteredValues atoms(int users, int zeros) {
    ClusteredValues.Builder lengths = new ClusteredValues.Builder();
    for (int user = 0; user < users; user++) {
      lengths.add(user < zeros ? 0 : 60);
    }
    return lengths.build();
  }

  private static void assertNear(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, near(expected));
  }

  private static Estimate compare(double probability) {
    return (Estimate)
        new ClusteredQuantile(probability, SEED)
            .between(sessionLengths(400, 1.0), sessionLengths(420, 1.1));
  }

  @Test
  void medians() {
    Estimate estimate = compare(0.5);

    assertNear(estimate.control().value(), 352.21576621884907);
    assertNear(Math.sqrt(estimate.control().squaredError()), 24.558364340868348);
    assertNear(estimate.variant().value(), 388.9087296526012);
    assertNear(Math.sqrt(estimate.variant().squaredError()), 26.057090268865398);
    assertNear(estimate.difference(), 36.69296343375214);
    assertNear(estimate.pValue(), 0.3054740194873099);
    assertNear(estimate.relativeLift().orElseThrow().interval(0.05).lower(), -0.10509341770335295);
  }

  @Test
  void ninetiethPercentiles() {
    Estimate estimate = compare(0.9);

    assertNear(estimate.difference(), 87.58251348308909);
    assertNear(estimate.pValue(), 9.387215397184347e-05);
    assertNear(estimate.relativeLift().orElseThrow().interval(0.05).lower(), 0.049657746288979746);
  }

  /** Exactly 60 √(q (1 − q)), q = scipy.stats.binom.sf(99, 200, 0.52); 1,000 samples know ±2 %. */
  @Test
  void atomsByBootstrapOverUsers() {
    assertThat(new ClusteredQuantile(0.5, SEED).of(atoms(200, 104)))
        .isInstanceOfSatisfying(
            ArmEstimate.class,
            arm -> {
              assertThat(arm.value()).isZero();
              assertThat(Math.sqrt(arm.squaredError()))
                  .isCloseTo(26.382115306162376, Percentage.withPercentage(6));
            });
  }

  @Test
  void sameSeedSameBootstrap() {
    assertThat(new ClusteredQuantile(0.5, SEED).of(atoms(200, 104)))
        .isEqualTo(new ClusteredQuantile(0.5, SEED).of(atoms(200, 104)));
  }

  @Test
  void usersWithoutValuesAddNone() {
    ClusteredValues.Builder lengths = new ClusteredValues.Builder().add();
    for (int i = 1; i <= 200; i++) {
      lengths.add(i).add();
    }

    assertThat(lengths.build().users()).isEqualTo(401);
    assertThat(new ClusteredQuantile(0.25, SEED).of(lengths.build()))
        .isInstanceOfSatisfying(ArmEstimate.class, arm -> assertThat(arm.value()).isEqualTo(50));
  }

  @Test
  void saysWhyNothingCanBeSaid() {
    ClusteredQuantile median = new ClusteredQuantile(0.5, SEED);
    ClusteredValues nobody = new ClusteredValues.Builder().build();
    ClusteredValues silent = new ClusteredValues.Builder().add().add().build();
    ClusteredValues constant = atoms(50, 50);
    Inconclusive tooFew = new Inconclusive(InconclusiveReason.TOO_FEW_USERS);

    assertThat(median.of(nobody)).isEqualTo(tooFew);
    assertThat(median.of(silent)).isEqualTo(tooFew);
    assertThat(new ClusteredQuantile(0.999, SEED).of(sessionLengths(40, 1))).isEqualTo(tooFew);
    assertThat(median.between(sessionLengths(40, 1), nobody)).isEqualTo(tooFew);
    assertThat(median.between(nobody, sessionLengths(40, 1))).isEqualTo(tooFew);
    assertThat(median.between(constant, constant))
        .isEqualTo(new Inconclusive(InconclusiveReason.NO_VARIANCE));
  }

  @Test
  void refusesWhatIsNoQuantile() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ClusteredQuantile(1, SEED));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClusteredQuantile(0, SEED));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClusteredValues.Builder().add(1, Double.NaN));
  }
}
