package io.holdfast.core.evaluation;

import io.holdfast.core.model.History;

/**
 * One question to a model: given this history, where do these items rank?
 *
 * @param user the user's index in the log
 * @param history what the model is told
 * @param targets the held-out items, distinct; not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // Small, and never compared.
public record EvaluationCase(int user, History history, int[] targets) {}
