package io.holdfast.experiment.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How far each experiment is evaluated, and who evaluates it: one replica at a time. */
public interface Evaluations {

  /** What an evaluation came to. */
  sealed interface Evaluation permits Decided, Undecided {}

  /**
   * The day is done.
   *
   * @param change the change, made when all that it depends on is locked
   */
  record Decided(Function<Situation, Change> change) implements Evaluation {}

  /**
   * Nothing could be decided; the day stays due.
   *
   * @param reason why, a kebab-case word and after a colon the particulars
   */
  record Undecided(String reason) implements Evaluation {}

  /** What became of an attempt. */
  enum Attempt {
    /** The day is done. */
    EVALUATED,
    /** Nothing could be decided; the day stays due. */
    UNDECIDED,
    /** Another replica is at it, or has done it, or the experiment was changed meanwhile. */
    PASSED_OVER
  }

  /**
   * The keys of running experiments that split users and are not evaluated through that day yet.
   */
  Uni<List<String>> due(Instant day);

  /**
   * Moves paused and stopped experiments, and those that interleave, on to that day: there is
   * nothing to evaluate.
   */
  Uni<Void> moveIdleOn(Instant day);

  /**
   * Evaluates one experiment for that day, unless another replica is at it. The evaluation, its
   * decision, the experiment's change and the events are committed together, or none of them is.
   *
   * @param key which
   * @param day the watermark day
   * @param evaluation how; it may ask others, and is asked once
   */
  Uni<Attempt> evaluate(
      String key, Instant day, BiFunction<Experiment, Instant, Uni<Evaluation>> evaluation);
}
