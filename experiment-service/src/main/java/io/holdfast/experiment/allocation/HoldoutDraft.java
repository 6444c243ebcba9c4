package io.holdfast.experiment.allocation;

/**
 * A holdout as it was sent, valid or not: anything may be null.
 *
 * @param share the share of users that it holds
 * @param description what it is for
 * @param plannedUsers N* of the always-valid intervals of its outcome; 10,000 if absent
 */
public record HoldoutDraft(Double share, String description, Integer plannedUsers) {}
