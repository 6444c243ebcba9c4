package io.holdfast.stickiness.statistics;

/**
 * The difference of a variant to the control over strata.
 *
 * @param estimate with its intervals; the arms' values are weighted as the difference is
 * @param strata how many entered
 * @param usersLeftOut users of the strata that did not
 */
public record StratifiedEstimate(Estimate estimate, int strata, long usersLeftOut)
    implements StratifiedComparison {}
