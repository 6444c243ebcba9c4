package io.holdfast.experiment.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How far each bandit is, and who moves its weights: one replica at a time. */
public interface Bandits {

  /**
   * Where a bandit stands.
   *
   * @param dueAt from when the weights may move next
   * @param evaluatedThrough the day up to which the last move knew rewards; null before the first
   * @param heldReason why the weights did not move although they were due, a kebab-case word and
   *     after a colon the particulars; null if nothing held them
   */
  record State(Instant dueAt, Instant evaluatedThrough, String heldReason) {
    public State {
      Objects.requireNonNull(dueAt, "dueAt");
    }
  }

  /**
   * A look at the rewards that came to weights; written once.
   *
   * @param id minted for it
   * @param revision the experiment's revision after it
   * @param at when
   * @param before the weights before
   * @param weights the weights that the rewards speak for
   * @param applied whether they were applied; not if they differ too little to bother anyone
   * @param evidence what was read
   */
  record Move(
      UUID id,
      int revision,
      Instant at,
      Map<String, Double> before,
      Map<String, Double> weights,
      boolean applied,
      Map<String, Object> evidence) {}

  /** What a look at the rewards came to. */
  sealed interface Step permits Moved, Held {}

  /**
   * There are weights.
   *
   * @param evaluatedThrough the day up to which rewards were known
   * @param dueAt when to look next
   * @param move what is kept of it
   * @param change the change, made when all that it depends on is locked; empty if the weights stay
   */
  record Moved(
      Instant evaluatedThrough,
      Instant dueAt,
      Move move,
      Optional<Function<Situation, Change>> change)
      implements Step {}

  /**
   * The weights cannot move now.
   *
   * @param reason why
   */
  record Held(String reason) implements Step {}

  /** What became of an attempt. */
  enum Attempt {
    /** The weights were moved, or found to be right. */
    MOVED,
    /** They could not be; they stay due. */
    HELD,
    /** Another replica is at it, or has done it, or the experiment was changed meanwhile. */
    PASSED_OVER
  }

  /** The keys of running experiments whose bandit is due. */
  Uni<List<String>> due(Instant now);

  /**
   * Looks at one experiment's rewards, unless another replica is at it. The move, the experiment's
   * change and the event are committed together, or none of them is.
   */
  Uni<Attempt> step(String key, Instant now, BiFunction<Experiment, State, Uni<Step>> look);

  /** Where the bandit of an experiment stands; empty before its first look. */
  Uni<Optional<State>> state(String key);

  /**
   * The moves of an experiment, newest first.
   *
   * @param before only those made before that one; null for the first page
   * @param limit at most so many
   */
  Uni<List<Move>> moves(String key, UUID before, int limit);
}
