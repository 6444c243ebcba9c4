package io.holdfast.experiment.bandit;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.Bandit;
import io.holdfast.experiment.allocation.Allocation;
import io.holdfast.experiment.domain.Bandits;
import io.holdfast.experiment.domain.Bandits.Attempt;
import io.holdfast.experiment.domain.Bandits.Held;
import io.holdfast.experiment.domain.Bandits.Move;
import io.holdfast.experiment.domain.Bandits.Moved;
import io.holdfast.experiment.domain.Bandits.State;
import io.holdfast.experiment.domain.Bandits.Step;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ResultsUnavailableException;
import io.holdfast.experiment.domain.Rewards;
import io.holdfast.experiment.domain.Rewards.Arm;
import io.holdfast.experiment.domain.Rewards.Reading;
import io.holdfast.experiment.domain.Situation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves the weights of every running experiment that has a bandit, at its interval, by whichever
 * replica comes first. metrics-dashboard says which weights the matured rewards speak for; they are
 * applied to users who were not exposed yet as a change of weights is, with what was read kept
 * beside it.
 *
 * <p>The weights stay while metrics-dashboard does not answer, is behind, or marks its results
 * untrustworthy, until every arm has had its burn-in, and until a day more has been evaluated: the
 * bandit's state says why. Thread-safe.
 */
public final class MoveWeights {
  /** Who moves the weights, in the audit. */
  public static final String ACTOR = "holdfast:bandit";

  /** A smaller difference of every weight is not worth a period of its own. */
  static final double LEAST_DIFFERENCE = 0.01;

  private final Bandits bandits;
  private final Rewards rewards;
  private final Clock clock;
  private final Runnable changed;

  /**
   * Moves those.
   *
   * @param bandits how far each is
   * @param rewards where the weights come from
   * @param clock what time it is
   * @param changed run after a step was committed, which may have moved weights
   */
  public MoveWeights(Bandits bandits, Rewards rewards, Clock clock, Runnable changed) {
    this.bandits = bandits;
    this.rewards = rewards;
    this.clock = clock;
    this.changed = changed;
  }

  /** Does all that is due now, one experiment after another; returns what became of each. */
  public Uni<List<Attempt>> tick() {
    Instant now = clock.now();
    return bandits
        .due(now)
        .onItem()
        .transformToMulti(keys -> Multi.createFrom().iterable(keys))
        .onItem()
        .transformToUni(key -> bandits.step(key, now, this::look).invoke(this::tell))
        .collectFailures()
        .concatenate()
        .collect()
        .asList();
  }

  private void tell(Attempt attempt) {
    if (attempt == Attempt.MOVED) {
      changed.run();
    }
  }

  private Uni<Step> look(Experiment experiment, State state) {
    return rewards
        .read(experiment.key(), experiment.spec().bandit())
        .map(
            found ->
                found
                    .map(reading -> judge(experiment, state, reading))
                    .orElseGet(
                        () ->
                            new Held(
                                "metrics-behind: metrics-dashboard does not know the experiment yet")))
        .onFailure(ResultsUnavailableException.class)
        .recoverWithItem(failure -> new Held(failure.getMessage()));
  }

  private Step judge(Experiment experiment, State state, Reading reading) {
    Bandit bandit = experiment.spec().bandit();
    if (reading.revision() < experiment.revision()) {
      return new Held(
          "metrics-behind: rewards are of revision %d, the experiment is at %d"
              .formatted(reading.revision(), experiment.revision()));
    }
    if (reading.evaluatedThrough() == null) {
      return new Held("metrics-behind: no day is evaluated yet");
    }
    if (state.evaluatedThrough() != null
        && !reading.evaluatedThrough().isAfter(state.evaluatedThrough())) {
      return new Held("no-new-rewards: evaluated through " + reading.evaluatedThrough());
    }
    if (!reading.untrustworthy().isEmpty()) {
      return new Held("untrustworthy: " + String.join(", ", reading.untrustworthy()));
    }
    for (Arm arm : reading.arms()) {
      if (arm.users() < bandit.burnInUsers()) {
        return new Held(
            "burn-in: the reward of %d users of %s has matured, %d are needed"
                .formatted(arm.users(), arm.name(), bandit.burnInUsers()));
      }
    }
    if (reading.reason() != null) {
      return new Held("inconclusive: " + reading.reason());
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    reading.arms().forEach(arm -> weights.put(arm.name(), arm.weight()));
    if (!weights.keySet().equals(experiment.spec().weights().keySet())) {
      return new Held("metrics-malformed: arms " + weights.keySet());
    }
    return moved(experiment, reading, weights);
  }

  private Step moved(Experiment experiment, Reading reading, Map<String, Double> weights) {
    Map<String, Double> before = experiment.spec().weights();
    boolean apply =
        weights.entrySet().stream()
            .anyMatch(
                each -> Math.abs(each.getValue() - before.get(each.getKey())) >= LEAST_DIFFERENCE);
    Instant now = clock.now();
    int revision = apply ? experiment.revision() + 1 : experiment.revision();
    return new Moved(
        reading.evaluatedThrough(),
        now.plus(Duration.ofHours(experiment.spec().bandit().everyHours())),
        new Move(UUID.randomUUID(), revision, now, before, weights, apply, reading.asRead()),
        apply ? Optional.of(situation -> change(situation, weights, now)) : Optional.empty());
  }

  private static Change change(Situation situation, Map<String, Double> weights, Instant now) {
    Experiment experiment = situation.experiment();
    return Allocation.ofWeights(
            weights, "what " + experiment.spec().bandit().reward() + " speaks for")
        .change(experiment, ACTOR, now);
  }
}
