package io.holdfast.experiment.rest;

/**
 * A person's decision as it was sent.
 *
 * @param action {@code promote}, {@code roll-back} or {@code keep-running}
 * @param variant which variant to promote; may be absent if that goes without saying
 * @param reason why, kept with the decision
 * @param revision the revision that was seen; any if absent
 */
public record ChoiceBody(String action, String variant, String reason, Integer revision) {}
