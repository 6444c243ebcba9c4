package io.holdfast.experiment.rest;

import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentPlan;
import io.holdfast.experiment.domain.PlanWarnings;
import io.holdfast.experiment.lifecycle.TodaysPlan;
import java.util.List;

/**
 * The plan of an experiment by today's figures.
 *
 * @param key the experiment
 * @param revision of the experiment
 * @param plannedUsers N* as it is set
 * @param plan the plan with today's answer
 * @param warnings what it says against the experiment
 */
public record PlanBody(
    String key, int revision, int plannedUsers, ExperimentPlan plan, List<String> warnings) {

  static PlanBody of(TodaysPlan today) {
    Experiment experiment = today.experiment();
    int plannedUsers = experiment.spec().plannedUsers();
    return new PlanBody(
        experiment.key(),
        experiment.revision(),
        plannedUsers,
        today.plan(),
        PlanWarnings.of(today.plan(), plannedUsers));
  }
}
