package io.holdfast.experiment.rest;

import io.holdfast.contracts.event.Bandit;
import io.holdfast.experiment.bandit.ReadBandits.Standing;
import io.holdfast.experiment.domain.Bandits.Move;
import io.holdfast.experiment.domain.Bandits.State;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Where an experiment's bandit stands, as it is sent; what is not known is absent.
 *
 * @param bandit how the weights follow the reward
 * @param weights the weights as they are
 * @param revision the experiment's
 * @param dueAt from when the weights may move next
 * @param evaluatedThrough the day up to which the last move knew rewards
 * @param heldReason why the weights did not move although they were due
 */
public record BanditBody(
    Bandit bandit,
    Map<String, Double> weights,
    int revision,
    Instant dueAt,
    Instant evaluatedThrough,
    String heldReason) {

  static BanditBody of(Standing standing) {
    State state = standing.state().orElse(null);
    return new BanditBody(
        standing.experiment().spec().bandit(),
        standing.experiment().spec().weights(),
        standing.experiment().revision(),
        state == null ? null : state.dueAt(),
        state == null ? null : state.evaluatedThrough(),
        state == null ? null : state.heldReason());
  }

  /**
   * A look at the rewards.
   *
   * @param id its id
   * @param revision the experiment's revision after it
   * @param at when
   * @param before the weights before
   * @param weights the weights that the rewards speak for
   * @param applied whether they were applied
   * @param evidence what metrics-dashboard answered
   */
  public record MoveBody(
      UUID id,
      int revision,
      Instant at,
      Map<String, Double> before,
      Map<String, Double> weights,
      boolean applied,
      Map<String, Object> evidence) {
    static MoveBody of(Move move) {
      return new MoveBody(
          move.id(),
          move.revision(),
          move.at(),
          move.before(),
          move.weights(),
          move.applied(),
          move.evidence());
    }
  }
}
