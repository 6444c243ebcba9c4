package io.holdfast.experiment.rest;

/**
 * A person's answer to a decision as it was sent.
 *
 * @param reason why, kept with the decision
 * @param revision the revision that was seen; any if absent
 */
public record AnswerBody(String reason, Integer revision) {}
