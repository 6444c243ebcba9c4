package io.holdfast.stickiness.survival;

import io.holdfast.stickiness.survival.SurvivalInconclusive.Reason;
import java.util.Optional;

/** The restricted mean times of two groups beside each other, or why that is not possible. */
public sealed interface RestrictedMeanComparison
    permits RestrictedMeanDifference, SurvivalInconclusive {

  /**
   * Compares a variant with the control by the difference of their restricted means, each from its
   * own Kaplan–Meier curve (Royston and Parmar 2013). Unlike a hazard ratio it needs no assumption
   * about how the curves lie. For one look at a τ fixed beforehand.
   *
   * @param control the control's times
   * @param variant the variant's times
   * @param tau τ, in the unit of the times
   * @return the difference; inconclusive when a group has fewer than two users or was not watched
   *     until τ, or when no time varies
   * @throws IllegalArgumentException if τ is not a positive number
   */
  static RestrictedMeanComparison between(
      SurvivalTimes control, SurvivalTimes variant, double tau) {
    RestrictedMean.checkRestriction(tau);
    if (control.users() < 2 || variant.users() < 2) {
      return new SurvivalInconclusive(Reason.TOO_FEW_USERS);
    }
    Optional<RestrictedMean> c = SurvivalCurve.kaplanMeier(control).restrictedMean(tau);
    Optional<RestrictedMean> v = SurvivalCurve.kaplanMeier(variant).restrictedMean(tau);
    if (c.isEmpty() || v.isEmpty()) {
      return new SurvivalInconclusive(Reason.FOLLOW_UP_TOO_SHORT);
    }
    if (c.get().variance() + v.get().variance() == 0) {
      return new SurvivalInconclusive(Reason.NO_VARIANCE);
    }
    return new RestrictedMeanDifference(c.get(), v.get());
  }
}
