package io.holdfast.benchmarks.simulation;

import io.holdfast.stickiness.statistics.Estimate;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * An experiment with a known effect that can be repeated.
 *
 * @param name the statistic it is about
 * @param difference the true difference
 * @param relativeLift the true relative lift
 * @param run draws the users of both arms and estimates
 */
record Experiment(
    String name,
    double difference,
    double relativeLift,
    Function<SplittableRandom, Estimate> run) {}
