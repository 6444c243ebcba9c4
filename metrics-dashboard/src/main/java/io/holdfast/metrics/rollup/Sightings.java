package io.holdfast.metrics.rollup;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who saw which variant: the exposures among served and recorded events. Lists that nobody saw
 * (batch, preview), anonymous ones, forced variants and mixed rankings are none, nor is the control
 * that a user gets who is held out: those users would tip the experiment's own split towards
 * control.
 *
 * @param all in the order of the log, as far as served and recorded events allow
 */
record Sightings(List<Sighting> all) {

  /**
   * One user who saw one variant.
   *
   * @param context where, as JSON; null if nothing is known
   */
  record Sighting(
      String userId,
      String experimentKey,
      int revision,
      String variant,
      Instant at,
      String context) {}

  static Sightings of(Step.Facts facts) {
    List<Sighting> sightings = new ArrayList<>();
    for (RecommendationServed served : facts.served()) {
      if (served.userId() != null && served.trigger() == RecommendationServed.Trigger.USER) {
        served
            .experiments()
            .forEach(
                variant ->
                    add(sightings, served.userId(), variant, served.servedAt(), served.context()));
      }
    }
    for (ExposureRecorded exposure : facts.exposures()) {
      add(
          sightings,
          exposure.userId(),
          exposure.experiment(),
          exposure.occurredAt(),
          exposure.context());
    }
    return new Sightings(List.copyOf(sightings));
  }

  private static void add(
      List<Sighting> sightings,
      String userId,
      AssignedVariant variant,
      Instant at,
      Map<String, Object> context) {
    if (variant.reason() != AssignmentReason.FORCED
        && variant.reason() != AssignmentReason.HOLDOUT
        && variant.reason() != AssignmentReason.INTERLEAVED) {
      sightings.add(
          new Sighting(
              userId,
              variant.key(),
              variant.revision(),
              variant.variant(),
              at,
              context.isEmpty() ? null : Json.write(context)));
    }
  }
}
