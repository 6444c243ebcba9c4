package io.holdfast.recommender.assignment;

import java.util.Map;

/**
 * What a variant puts in the place of its scenario's settings.
 *
 * @param origin whose they are; the same origin has the same parameters
 * @param parameters by name
 */
public record VariantParameters(Origin origin, Map<String, Object> parameters) {

  /**
   * A variant of one revision of an experiment.
   *
   * @param experiment the experiment's key
   * @param revision its revision
   * @param variant the variant's name
   */
  public record Origin(String experiment, int revision, String variant) {}
}
