package io.holdfast.stickiness.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The product-limit estimate of the chance that the event takes longer than t (Kaplan and Meier
 * 1958): Ŝ(t) = Π_{tᵢ ≤ t} (1 − dᵢ / nᵢ), with dᵢ events among nᵢ users at risk at tᵢ. It is right
 * if being censored says nothing about when the event would have happened, as when users are
 * censored only because they arrived late.
 *
 * <p>Immutable and thread-safe.
 *
 * @param points the steps, one a time with events, ascending
 * @param users how many users
 * @param lastTime the longest time, of an event or censored; 0 without users
 */
public record SurvivalCurve(List<SurvivalPoint> points, long users, double lastTime) {

  /** Copies the points. */
  public SurvivalCurve {
    points = List.copyOf(points);
  }

  /** Estimates the curve of some times. */
  public static SurvivalCurve kaplanMeier(SurvivalTimes times) {
    List<SurvivalPoint> points = new ArrayList<>();
    long atRisk = times.users();
    double survival = 1;
    double greenwood = 0;
    for (int i = 0; i < times.size(); i++) {
      long events = times.events(i);
      if (events > 0) {
        long survivors = atRisk - events;
        survival *= (double) survivors / atRisk;
        greenwood += (double) events / ((double) atRisk * survivors);
        points.add(new SurvivalPoint(times.time(i), atRisk, events, survival, greenwood));
      }
      atRisk -= events + times.censored(i);
    }
    double lastTime = times.size() == 0 ? 0 : times.time(times.size() - 1);
    return new SurvivalCurve(points, times.users(), lastTime);
  }

  /**
   * Ŝ(t).
   *
   * @return empty beyond the last time unless Ŝ has come down to 0: nobody was watched that long
   */
  public OptionalDouble survivalAt(double time) {
    double survival = 1;
    for (SurvivalPoint point : points) {
      if (point.time() > time) {
        break;
      }
      survival = point.survival();
    }
    return isKnownUntil(time) ? OptionalDouble.of(survival) : OptionalDouble.empty();
  }

  /** The first time with Ŝ ≤ 1/2; empty if the curve does not come down so far. */
  public OptionalDouble median() {
    return points.stream()
        .filter(point -> point.survival() <= 0.5)
        .mapToDouble(SurvivalPoint::time)
        .findFirst();
  }

  /**
   * Whether the curve is known up to a time: someone was watched that long, or nobody was left
   * before.
   */
  public boolean isKnownUntil(double time) {
    return time <= lastTime || (!points.isEmpty() && points.getLast().survival() == 0);
  }

  /**
   * The mean of min(T, τ), the area under the curve up to τ, with its variance Σ_{tᵢ ≤ τ} Aᵢ² dᵢ /
   * (nᵢ (nᵢ − dᵢ)), where Aᵢ is the area from tᵢ to τ (Klein and Moeschberger 2003, section 4.5).
   *
   * @param tau τ, positive
   * @return empty if the curve is not known until τ
   * @throws IllegalArgumentException if τ is not a positive number
   */
  public Optional<RestrictedMean> restrictedMean(double tau) {
    RestrictedMean.checkRestriction(tau);
    if (!isKnownUntil(tau)) {
      return Optional.empty();
    }
    double area = 0;
    double variance = 0;
    double to = tau;
    for (SurvivalPoint point : points.reversed()) {
      if (point.time() > tau) {
        continue;
      }
      area += point.survival() * (to - point.time());
      to = point.time();
      long survivors = point.atRisk() - point.events();
      if (survivors > 0) {
        variance += area * area * point.events() / ((double) point.atRisk() * survivors);
      }
    }
    return Optional.of(new RestrictedMean(tau, area + to, variance, users));
  }
}
