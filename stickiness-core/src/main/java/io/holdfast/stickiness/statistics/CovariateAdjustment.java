package io.holdfast.stickiness.statistics;

import java.util.Arrays;
import java.util.List;

/** CUPED from moments: the equations of {@link AdjustedComparison#between}. */
final class CovariateAdjustment {

  /** Residuals this small beside the outcome's are rounding. */
  private static final double ROUNDING = 1e-13;

  /** A standard deviation this small beside the mean is rounding. */
  private static final double CONSTANT = 1e-10;

  private CovariateAdjustment() {}

  static AdjustedComparison compare(
      MetricKind kind, CovariateMoments control, CovariateMoments variant) {
    if (control.known().columns() != variant.known().columns()
        || control.missing().columns() != variant.missing().columns()) {
      throw new IllegalArgumentException("Columns of %s and %s".formatted(control, variant));
    }
    return switch (Comparison.between(kind, control.outcome(), variant.outcome())) {
      case Inconclusive inconclusive -> inconclusive;
      case Estimate unadjusted -> adjust(unadjusted, control, variant);
    };
  }

  private static AdjustedComparison adjust(
      Estimate unadjusted, CovariateMoments control, CovariateMoments variant) {
    double[] means = knownMeans(control, variant);
    Arm controlArm = Arm.of(control, means, unadjusted.control());
    Arm variantArm = Arm.of(variant, means, unadjusted.variant());
    double[] coefficients = coefficients(controlArm, variantArm);
    double[] centre = pooledCentre(controlArm, variantArm);
    ArmEstimate c = controlArm.adjusted(coefficients, centre);
    ArmEstimate v = variantArm.adjusted(coefficients, centre);
    if (!c.hasVariance() && !v.hasVariance()) {
      return new Inconclusive(InconclusiveReason.NO_VARIANCE);
    }
    Estimate estimate =
        unadjusted.kind() == MetricKind.RATIO
            ? ArmComparator.ratio(c, v)
            : ArmComparator.welch(c, v);
    List<Double> theta = Arrays.stream(coefficients).boxed().toList();
    return new AdjustedEstimate(estimate, unadjusted, theta);
  }

  /** Means of the covariates over the users of both arms who have them. */
  private static double[] knownMeans(CovariateMoments control, CovariateMoments variant) {
    MultivariateMoments known = control.known().merge(variant.known());
    int outcomes = control.missing().columns();
    double[] means = new double[control.covariates()];
    Arrays.setAll(means, i -> known.mean(outcomes + i));
    return means;
  }

  private static double[] coefficients(Arm control, Arm variant) {
    int columns = control.columns();
    double[][] products = new double[columns][columns];
    double[] withOutcome = new double[columns];
    for (int i = 0; i < columns; i++) {
      if (isConstant(control, variant, i)) {
        continue;
      }
      withOutcome[i] = control.withOutcome(i) + variant.withOutcome(i);
      for (int j = 0; j < columns; j++) {
        products[i][j] = control.product(i, j) + variant.product(i, j);
      }
    }
    return NormalEquations.solve(products, withOutcome);
  }

  /** Whether a column's spread is what rounding leaves beside its mean. */
  private static boolean isConstant(Arm control, Arm variant, int column) {
    double largest = Math.max(Math.abs(control.mean(column)), Math.abs(variant.mean(column)));
    double rounding = CONSTANT * largest;
    return control.product(column, column) + variant.product(column, column)
        <= rounding * rounding * (control.users() + variant.users());
  }

  private static double[] pooledCentre(Arm control, Arm variant) {
    double share = (double) variant.users() / (control.users() + variant.users());
    double[] centre = new double[control.columns()];
    Arrays.setAll(centre, i -> (1 - share) * control.mean(i) + share * variant.mean(i));
    return centre;
  }

  /** One arm. */
  private static final class Arm {

    /** Of (outcome, covariates, indicator). */
    private final MultivariateMoments moments;

    /**
     * Of the outcome's columns in its linear form: 1 for a mean; 1 / x̄ and −R / x̄ for a ratio.
     */
    private final double[] weights;

    private final ArmEstimate unadjusted;

    private Arm(MultivariateMoments moments, double[] weights, ArmEstimate unadjusted) {
      this.moments = moments;
      this.weights = weights;
      this.unadjusted = unadjusted;
    }

    static Arm of(CovariateMoments covariates, double[] means, ArmEstimate unadjusted) {
      double[] weights = {1};
      if (covariates.outcome() instanceof PairMoments pair) {
        double x = pair.denominator().mean();
        weights = new double[] {1 / x, -pair.ratio() / x};
      }
      return new Arm(covariates.imputed(means), weights, unadjusted);
    }

    long users() {
      return moments.users();
    }

    int columns() {
      return moments.columns() - weights.length;
    }

    double mean(int column) {
      return moments.mean(weights.length + column);
    }

    double product(int i, int j) {
      return moments.centredProduct(weights.length + i, weights.length + j);
    }

    double withOutcome(int column) {
      double sum = 0;
      for (int a = 0; a < weights.length; a++) {
        sum += weights[a] * moments.centredProduct(a, weights.length + column);
      }
      return sum;
    }

    ArmEstimate adjusted(double[] coefficients, double[] centre) {
      double value = unadjusted.value();
      double outcome = unadjusted.variance() * (users() - 1);
      double residual = outcome;
      for (int i = 0; i < columns(); i++) {
        value -= coefficients[i] * (mean(i) - centre[i]);
        residual -= 2 * coefficients[i] * withOutcome(i);
        for (int j = 0; j < columns(); j++) {
          residual += coefficients[i] * coefficients[j] * product(i, j);
        }
      }
      double variance = residual <= outcome * ROUNDING ? 0 : residual / (users() - 1);
      return new ArmEstimate(users(), value, variance);
    }
  }
}
