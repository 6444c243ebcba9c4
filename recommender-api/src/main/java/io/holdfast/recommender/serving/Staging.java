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
 * @param places how many places the list has that the ranking is mixed into; 0 if it is no part of
 *     another list
 */
record Staging(
    Pipeline pipeline, Map<String, Integer> ignored, long seed, StageTrace trace, int places) {
  /** Nothing is done. */
  static final Staging NONE = new Staging(Pipeline.NONE, Map.of(), 0, null, 0);

  static Staging of(
      Pipeline pipeline, Map<String, Integer> ignored, UUID requestId, StageTrace trace) {
    return pipeline.isEmpty()
        ? NONE
        : new Staging(
            pipeline,
            ignored,
            requestId.getMostSignificantBits() ^ requestId.getLeastSignificantBits(),
            trace,
            0);
  }

  Staging tracedBy(StageTrace other) {
    return trace == null ? this : new Staging(pipeline, ignored, seed, other, places);
  }

  /** That of each ranking that is mixed into a list of so many places. */
  Staging ofRanking(int places) {
    return new Staging(pipeline.ofRanking(), ignored, seed, trace, places);
  }

  /** Whether the ranking is mixed into a list of its own number of places. */
  boolean isMixed() {
    return places > 0;
  }
}
