package io.holdfast.recommender.serving;

import io.holdfast.recommender.strategy.Pipeline;
import io.holdfast.recommender.strategy.StageTrace;
import java.util.Map;
import java.util.UUID;

/**
 * What is done to a list after retrieval.
 *
 * @param pipeline the stages
 * @param ignored how often each item was shown to the user without an answer
 * @param seed of all chance in the list
 * @param trace takes down what stages did; null if nobody asks
 */
record Staging(Pipeline pipeline, Map<String, Integer> ignored, long seed, StageTrace trace) {
  /** Nothing is done. */
  static final Staging NONE = new Staging(Pipeline.NONE, Map.of(), 0, null);

  static Staging of(
      Pipeline pipeline, Map<String, Integer> ignored, UUID requestId, StageTrace trace) {
    return pipeline.isEmpty()
        ? NONE
        : new Staging(
            pipeline,
            ignored,
            requestId.getMostSignificantBits() ^ requestId.getLeastSignificantBits(),
            trace);
  }

  Staging tracedBy(StageTrace other) {
    return trace == null ? this : new Staging(pipeline, ignored, seed, other);
  }
}
