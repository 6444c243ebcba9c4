package io.holdfast.recommender.registry;

/** A model was taken in, activated or retired on this replica. */
public record RegistryChanged() {}
