package io.holdfast.stickiness.survival;

import java.util.Arrays;

/**
 * The data of {@code src/test/reference/survival_values.py}, whose values come from lifelines
 * 0.30.3 and SciPy 1.17.1.
 */
final class SurvivalReference {

  static final SurvivalTimes CONTROL =
      times(
          new double[] {0.5, 1, 1, 2, 2, 3.25, 4, 4, 6, 7.5, 9, 11, 14, 15, 16},
          1,
          1,
          1,
          1,
          0,
          1,
          1,
          0,
          1,
          1,
          0,
          1,
          0,
          0,
          0);

  static final SurvivalTimes VARIANT =
      times(
          new double[] {0.25, 0.5, 1, 1, 1.5, 2, 3, 3, 5, 6, 8, 14.5},
          1,
          1,
          1,
          0,
          1,
          1,
          1,
          1,
          1,
          0,
          1,
          0);

  /** Weeks in remission under 6-mercaptopurine (Freireich et al. 1963). */
  static final SurvivalTimes SIX_MP =
      times(
          new double[] {
            6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35
          },
          1,
          1,
          1,
          0,
          1,
          0,
          1,
          0,
          0,
          1,
          1,
          0,
          0,
          0,
          1,
          1,
          0,
          0,
          0,
          0,
          0);

  /** Weeks in remission under placebo, all relapsed. */
  static final SurvivalTimes PLACEBO =
      allObserved(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);

  private SurvivalReference() {}

  static SurvivalTimes allObserved(double... times) {
    boolean[] observed = new boolean[times.length];
    Arrays.fill(observed, true);
    return SurvivalTimes.of(times, observed);
  }

  private static SurvivalTimes times(double[] times, int... observed) {
    SurvivalTimes.Builder builder = new SurvivalTimes.Builder();
    for (int i = 0; i < times.length; i++) {
      builder.add(times[i], observed[i], 1 - observed[i]);
    }
    return builder.build();
  }
}
