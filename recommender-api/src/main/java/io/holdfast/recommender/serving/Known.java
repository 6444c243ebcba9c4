package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.recommender.assignment.Assignments;
import io.holdfast.recommender.scenario.ReadyScenario;
import java.util.List;
import java.util.Map;

/**
 * What is known when a list is made.
 *
 * @param scenario the scenario as the user gets it
 * @param assigned the user's variants
 * @param complete whether no variant is missing because something could not be read
 * @param model the one that is asked for, by a preview or a variant; null if none is, or if it is
 *     not loaded
 * @param stages what the scenario's strategies need
 * @param past what the user did
 */
record Known(
    ReadyScenario scenario,
    Assignments assigned,
    boolean complete,
    ServableModel model,
    StageLists.Prepared stages,
    Past past) {

  /**
   * What a user did.
   *
   * @param interactions newest first
   * @param read whether they could be read
   * @param segment of a new user; empty for others
   */
  record Past(List<Interaction> interactions, boolean read, Map<String, String> segment) {
    static final Past UNKNOWN = new Past(List.of(), false, Map.of());
  }

  /** What is known of a request before anything was read. */
  static Known nothing(ReadyScenario scenario) {
    return new Known(
        scenario, Assignments.NONE, false, null, StageLists.Prepared.NONE, Past.UNKNOWN);
  }
}
