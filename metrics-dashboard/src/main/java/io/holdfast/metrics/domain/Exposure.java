package io.holdfast.metrics.domain;

import java.time.Instant;

/**
 * A user's first exposure to an experiment. The user is analysed in this variant for the
 * experiment's life; seen in another one, the user counts as a switcher.
 *
 * @param key which user in which experiment
 * @param variant the variant of the first exposure
 * @param stratum the period of constant weights it fell in
 * @param revision the experiment's revision that decided
 * @param firstExposedAt when
 * @param switched whether the user was seen in more than one variant
 * @param frozen whether a day has matured since, so that the anchor no longer moves
 * @param context country, platform and the like at the first exposure, as JSON; null if none
 */
public record Exposure(
    Key key,
    String variant,
    int stratum,
    int revision,
    Instant firstExposedAt,
    boolean switched,
    boolean frozen,
    String context) {

  /**
   * Which user in which experiment.
   *
   * @param experimentNumber the experiment
   * @param userNumber the user
   */
  public record Key(int experimentNumber, long userNumber) {}

  /**
   * The exposure after another sighting, whatever order the two come in: the earlier one is the
   * first, unless an outcome was already taken from the stored one.
   */
  public Exposure and(Exposure other) {
    boolean both = switched || other.switched || !variant.equals(other.variant);
    Exposure first = !frozen && other.firstExposedAt.isBefore(firstExposedAt) ? other : this;
    return new Exposure(
        key,
        first.variant,
        first.stratum,
        first.revision,
        first.firstExposedAt,
        both,
        frozen,
        first.context);
  }
}
