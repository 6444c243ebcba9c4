package io.holdfast.recommender.assignment;

/** Other experiments run than before, or with other definitions. */
public record ExperimentsChanged() {}
