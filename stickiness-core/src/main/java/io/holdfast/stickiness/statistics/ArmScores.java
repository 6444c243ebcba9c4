package io.holdfast.stickiness.statistics;

import java.util.ArrayList;
import java.util.List;

/** One arm's scores, period by period: the sums of {@link PropensityComparison}. Not shared. */
final class ArmScores {

  /**
   * What entered of a period.
   *
   * @param moments the arm's users
   * @param propensity π of the arm
   * @param meanNumerator m of y
   * @param meanDenominator m of x
   * @param fitted whether m is the period's own mean
   */
  private record Part(
      PairMoments moments,
      double propensity,
      double meanNumerator,
      double meanDenominator,
      boolean fitted) {

    /** Σ 1{A = a} (z − m_z)² / π², z = y − R·x. */
    double squaredResiduals(double ratio) {
      double centred =
          moments.numerator().centredSquares()
              + ratio * ratio * moments.denominator().centredSquares()
              - 2 * ratio * moments.crossProducts();
      double offset =
          moments.numerator().mean()
              - meanNumerator
              - ratio * (moments.denominator().mean() - meanDenominator);
      long users = moments.users();
      double about = Math.max(0, centred) + users * offset * offset;
      return (fitted ? about * users / (users - 1) : about) / (propensity * propensity);
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private PairMoments before = PairMoments.EMPTY;
  private double numerator;
  private double denominator;
  private long bothArms;

  /** The statistics as a ratio's. */
  static PairMoments pair(MetricKind kind, SufficientStatistics statistics) {
    return switch (statistics) {
      case PairMoments pair when kind == MetricKind.RATIO -> pair;
      case Moments moments when kind != MetricKind.RATIO && moments.users() == 0 ->
          PairMoments.EMPTY;
      case Moments moments when kind != MetricKind.RATIO ->
          PairMoments.ofCentred(moments.users(), moments.mean(), 1, moments.centredSquares(), 0, 0);
      default ->
          throw new IllegalArgumentException("A " + kind.id() + " cannot come from " + statistics);
    };
  }

  /** Whether there is something to take the scores from: earlier users, or two of its own. */
  boolean canEnter(PairMoments moments) {
    return before.users() > 1 || moments.users() > 1;
  }

  /**
   * Adds a period.
   *
   * @param users of both arms
   * @param propensity of this arm among them
   * @param moments of this arm
   */
  void add(long users, double propensity, PairMoments moments) {
    boolean fitted = before.users() < 2;
    PairMoments known = fitted ? moments : before;
    double y = known.numerator().mean();
    double x = known.denominator().mean();
    double inverse = moments.users() / propensity;
    numerator += users * y + inverse * (moments.numerator().mean() - y);
    denominator += users * x + inverse * (moments.denominator().mean() - x);
    bothArms += users;
    parts.add(new Part(moments, propensity, y, x, fitted));
    before = before.merge(moments);
  }

  boolean hasDenominator() {
    return denominator > 0;
  }

  /** The arm's value; its squared error is V / t². */
  ArmEstimate estimate() {
    double ratio = numerator / denominator;
    double squares = parts.stream().mapToDouble(part -> part.squaredResiduals(ratio)).sum();
    return new ArmEstimate(
        before.users(), ratio, squares / (denominator * denominator) * before.users());
  }

  /** The residuals' variance per user within periods. */
  double varianceWithin() {
    double ratio = numerator / denominator;
    double squares = 0;
    long degrees = 0;
    for (Part part : parts) {
      PairMoments moments = part.moments();
      squares +=
          moments.numerator().centredSquares()
              + ratio * ratio * moments.denominator().centredSquares()
              - 2 * ratio * moments.crossProducts();
      degrees += Math.max(0, moments.users() - 1);
    }
    double scale = denominator / bothArms;
    return Math.max(0, squares) / degrees / (scale * scale);
  }
}
