package io.holdfast.stickiness.statistics;

/**
 * No result, and why.
 *
 * @param reason what is missing
 */
public record Inconclusive(InconclusiveReason reason)
    implements ArmValue,
        Comparison,
        AdjustedComparison,
        StratifiedComparison,
        SampleRatioOutcome,
        PreferenceOutcome {}
