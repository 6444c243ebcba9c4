package io.holdfast.recommender.domain;

import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where the running experiments are told. Thread-safe. */
public interface ExperimentSource {

  /**
   * The running experiments if they are not those of the tag any more.
   *
   * @param tag the last answer's tag; null for none
   */
  Uni<Answer> active(String tag);

  /** What the source says. */
  sealed interface Answer permits Unchanged, Experiments, Silent {}

  /** They are those of the tag. */
  record Unchanged() implements Answer {}

  /** The source does not answer. */
  record Silent() implements Answer {}

  /**
   * They are these.
   *
   * @param tag names this answer; null if it has no name
   * @param definitions the running experiments
   */
  record Experiments(String tag, List<ExperimentDefinition> definitions) implements Answer {
    public Experiments {
      definitions = List.copyOf(definitions);
    }
  }
}
