package io.holdfast.stickiness.statistics;

import java.util.ArrayList;
import java.util.List;

/** Combines strata: the equations of {@link StratifiedComparison#of}. */
final class Stratification {

  private Stratification() {}

  /** A stratum with both values. */
  private record Pair(ArmEstimate control, ArmEstimate variant) {

    long users() {
      return control.users() + variant.users();
    }
  }

  static StratifiedComparison combine(MetricKind kind, List<Stratum> strata) {
    if (kind == MetricKind.SURVIVAL) {
      throw new IllegalArgumentException(kind.id());
    }
    List<Pair> pairs = new ArrayList<>();
    long all = 0;
    for (Stratum stratum : strata) {
      all += stratum.users();
      if (stratum.control() instanceof ArmEstimate control
          && stratum.variant() instanceof ArmEstimate variant
          && control.users() > 1
          && variant.users() > 1) {
        pairs.add(new Pair(control, variant));
      }
    }
    if (pairs.isEmpty()) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    }
    return combine(kind, pairs, all);
  }

  private static StratifiedComparison combine(MetricKind kind, List<Pair> pairs, long all) {
    long entered = pairs.stream().mapToLong(Pair::users).sum();
    Sum control = new Sum();
    Sum variant = new Sum();
    for (Pair pair : pairs) {
      double weight = (double) pair.users() / entered;
      control.add(pair.control(), weight);
      variant.add(pair.variant(), weight);
    }
    if (control.squaredError + variant.squaredError == 0) {
      return new Inconclusive(InconclusiveReason.NO_VARIANCE);
    }
    Estimate estimate =
        kind == MetricKind.RATIO
            ? ArmComparator.ratio(control.arm(), variant.arm())
            : ArmComparator.means(control.arm(), variant.arm(), degreesOfFreedom(control, variant));
    return new StratifiedEstimate(estimate, pairs.size(), all - entered);
  }

  private static double degreesOfFreedom(Sum control, Sum variant) {
    double squaredError = control.squaredError + variant.squaredError;
    return squaredError * squaredError / (control.perDegree + variant.perDegree);
  }

  /** One arm's weighted sum over the strata. */
  private static final class Sum {

    private long users;
    private double value;
    private double squaredError;
    private double perDegree;

    void add(ArmEstimate arm, double weight) {
      double error = weight * weight * arm.squaredError();
      users += arm.users();
      value += weight * arm.value();
      squaredError += error;
      perDegree += error * error / (arm.users() - 1);
    }

    ArmEstimate arm() {
      return new ArmEstimate(users, value, squaredError * users);
    }
  }
}
