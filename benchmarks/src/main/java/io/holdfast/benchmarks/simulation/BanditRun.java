package io.holdfast.benchmarks.simulation;

import io.holdfast.stickiness.bandit.Belief;
import io.holdfast.stickiness.bandit.ThompsonAllocation;
import io.holdfast.stickiness.statistics.Comparison;
import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.Interval;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.PropensityComparison;
import io.holdfast.stickiness.statistics.StratifiedComparison;
import io.holdfast.stickiness.statistics.StratifiedEstimate;
import io.holdfast.stickiness.statistics.Stratum;
import io.holdfast.stickiness.statistics.WeightPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One experiment of two arms, as the product runs it: users enter daily, their reward matures after
 * a delay, and once a day the weights move by the rewards that have matured and somebody looks at
 * the always-valid intervals.
 *
 * @param delayDays days until a reward has matured: 2 for day-1 retention, 8 for day-7
 * @param effect what the variant adds to the share of users who return
 * @param drift how far that share swings, over the days, in both arms alike
 * @param adaptive whether the weights move; else they stay at one half
 */
record BanditRun(int delayDays, double effect, double drift, boolean adaptive) {
  static final int DAYS = 28;
  static final int USERS_A_DAY = 400;
  static final double BASE = 0.2;
  static final double FLOOR = 0.1;
  static final int BURN_IN = 100;
  static final double ALPHA = 0.05;
  private static final long PLANNED = (long) DAYS * USERS_A_DAY;

  /**
   * What one run came to.
   *
   * @param regret returns lost by not giving everyone the better arm
   * @param propensity the looks by inverse propensities
   * @param stratified the looks by strata weighted by users
   * @param pooled the looks as if the weights had not moved
   */
  record Outcome(double regret, Looks propensity, Looks stratified, Looks pooled) {}

  /** What all looks of one estimator saw. */
  static final class Looks {
    private boolean alarm;
    private boolean covered = true;
    private double error;
    private double halfWidth;

    private void see(Comparison comparison, double effect) {
      if (comparison instanceof Estimate estimate) {
        Interval interval = estimate.alwaysValidInterval(ALPHA, PLANNED);
        alarm |= !interval.contains(0);
        covered &= interval.contains(effect);
        error = estimate.difference() - effect;
        halfWidth = interval.width() / 2;
      }
    }

    /** Whether any interval left out 0. */
    boolean alarm() {
      return alarm;
    }

    /** Whether all intervals held the effect. */
    boolean covered() {
      return covered;
    }

    /** The last estimate less the effect. */
    double error() {
      return error;
    }

    /** Of the last interval. */
    double halfWidth() {
      return halfWidth;
    }
  }

  Outcome run(SplittableRandom random) {
    List<WeightPeriod> periods = new ArrayList<>();
    Looks propensity = new Looks();
    Looks stratified = new Looks();
    Looks pooled = new Looks();
    double weight = 0.5;
    double regret = 0;
    // Users enter on 28 days; the looks go on until the last reward has matured.
    for (int day = 0; day <= DAYS + delayDays; day++) {
      List<WeightPeriod> matured = periods.subList(0, Math.max(0, day - delayDays));
      if (!matured.isEmpty()) {
        propensity.see(PropensityComparison.between(MetricKind.PROPORTION, matured), effect);
        stratified.see(stratified(matured), effect);
        Moments control = arm(matured, false);
        Moments variant = arm(matured, true);
        pooled.see(Comparison.between(MetricKind.PROPORTION, control, variant), effect);
        weight = adaptive ? weight(control, variant, weight) : weight;
      }
      if (day < DAYS) {
        WeightPeriod period = day(random, day, weight);
        periods.add(period);
        regret +=
            Math.abs(effect) * (effect > 0 ? period.control().users() : period.variant().users());
      }
    }
    return new Outcome(regret, propensity, stratified, pooled);
  }

  private WeightPeriod day(SplittableRandom random, int day, double weight) {
    double share = BASE + drift * Math.sin(2 * Math.PI * day / DAYS);
    int toVariant = Population.returned(random, USERS_A_DAY, weight);
    int toControl = USERS_A_DAY - toVariant;
    return new WeightPeriod(
        1 - weight,
        weight,
        Moments.ofProportion(toControl, Population.returned(random, toControl, share)),
        Moments.ofProportion(toVariant, Population.returned(random, toVariant, share + effect)));
  }

  private static double weight(Moments control, Moments variant, double now) {
    if (Math.min(control.users(), variant.users()) < BURN_IN) {
      return now;
    }
    List<Belief> beliefs =
        List.of(
            Belief.of(MetricKind.PROPORTION, control).orElseThrow(),
            Belief.of(MetricKind.PROPORTION, variant).orElseThrow());
    return ThompsonAllocation.weights(ThompsonAllocation.bestProbabilities(beliefs), FLOOR)
        .getLast();
  }

  private static Comparison stratified(List<WeightPeriod> matured) {
    List<Stratum> strata =
        matured.stream()
            .map(each -> Stratum.of(MetricKind.PROPORTION, each.control(), each.variant()))
            .toList();
    return switch (StratifiedComparison.of(MetricKind.PROPORTION, strata)) {
      case StratifiedEstimate(Estimate estimate, int _, long _) -> estimate;
      case Inconclusive inconclusive -> inconclusive;
    };
  }

  private static Moments arm(List<WeightPeriod> periods, boolean variant) {
    Moments moments = Moments.EMPTY;
    for (WeightPeriod period : periods) {
      moments = moments.merge((Moments) (variant ? period.variant() : period.control()));
    }
    return moments;
  }
}
