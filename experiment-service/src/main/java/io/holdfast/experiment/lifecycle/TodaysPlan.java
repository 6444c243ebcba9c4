package io.holdfast.experiment.lifecycle;

import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentPlan;

/**
 * The plan of an experiment as it would be made now.
 *
 * @param experiment with the plan that it has
 * @param plan with today's answer
 */
public record TodaysPlan(Experiment experiment, ExperimentPlan plan) {}
