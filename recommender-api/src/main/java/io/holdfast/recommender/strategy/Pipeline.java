package io.holdfast.recommender.strategy;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The stages of a list, in order. Immutable and thread-safe. */
public final class Pipeline {
  /** Leaves lists as the model ranks them. */
  public static final Pipeline NONE = new Pipeline(List.of());

  private final List<Step> steps;

  private Pipeline(List<Step> steps) {
    this.steps = steps;
  }

  /** A stage and its kind's name. */
  record Step(String kind, Stage stage) {}

  static Pipeline of(List<Step> steps) {
    return steps.isEmpty() ? NONE : new Pipeline(List.copyOf(steps));
  }

  /** Whether it leaves lists as they are. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** How far back it matters what was shown to the user; zero if it does not. */
  public Duration memory() {
    return steps.stream()
        .map(step -> step.stage().memory())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /**
   * The list: at most the situation's limit of items, all different.
   *
   * @param retrieved the candidates, best first, all different
   * @param trace takes down what each stage did; null if nobody asks
   */
  public List<Candidate> apply(List<Candidate> retrieved, Situation situation, StageTrace trace) {
    if (trace != null) {
      trace.begin();
    }
    List<Candidate> list = Relevance.of(retrieved);
    for (Step step : steps) {
      List<Candidate> next = step.stage().on(list, situation).apply(list);
      if (trace != null) {
        trace.note(step.kind(), list, next);
      }
      list = next;
    }
    return list.subList(0, Math.min(situation.limit(), list.size()));
  }
}
