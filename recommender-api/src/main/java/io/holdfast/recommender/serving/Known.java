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
 * @param model the one that is asked for, by a preview or a variant; null if none is, or if it is
 *     not loaded
 * @param stages what the scenario's strategies need
 * @param history what the user did, newest first
 * @param segment of a new user; empty for others
 */
record Known(
    ReadyScenario scenario,
    Assignments assigned,
    ServableModel model,
    StageLists.Prepared stages,
    List<Interaction> history,
    Map<String, String> segment) {}
