package io.holdfast.experiment.ramp;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.decision.Levels;
import io.holdfast.experiment.allocation.Allocation;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Ramps;
import io.holdfast.experiment.domain.Ramps.Advance;
import io.holdfast.experiment.domain.Ramps.Alarm;
import io.holdfast.experiment.domain.Ramps.Attempt;
import io.holdfast.experiment.domain.Ramps.Held;
import io.holdfast.experiment.domain.Ramps.Look;
import io.holdfast.experiment.domain.Ramps.State;
import io.holdfast.experiment.domain.Ramps.Wait;
import io.holdfast.experiment.domain.Results;
import io.holdfast.experiment.domain.Results.Answer;
import io.holdfast.experiment.domain.ResultsUnavailableException;
import io.holdfast.experiment.domain.Situation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Moves the coverage of every running experiment that has a ramp to the next step when a step's
 * hours are over, by whichever replica comes first. Exposed users stay where they are: more
 * coverage only adds users.
 *
 * <p>Each time it looks, also before a step is over, {@link RampAlarms} holds the ramp until a
 * person resumes it. A step that is over is held as well while metrics-dashboard does not answer,
 * is behind, or marks its results untrustworthy; that ends by itself. Thread-safe.
 */
public final class AdvanceRamps {
  /** Who moves the coverage, in the audit. */
  public static final String ACTOR = "holdfast:ramp";

  /** What the audit calls an alarm. */
  static final String HOLD_ACTION = "hold-ramp";

  private final Ramps ramps;
  private final Results results;
  private final Clock clock;
  private final Readiness readiness;
  private final Runnable changed;

  /**
   * Moves those.
   *
   * @param ramps how far each is
   * @param results where the numbers come from
   * @param clock what time it is
   * @param lateness how late events may come: that of the watermark
   * @param changed run after a step was committed
   */
  public AdvanceRamps(
      Ramps ramps, Results results, Clock clock, Duration lateness, Runnable changed) {
    this.ramps = ramps;
    this.results = results;
    this.clock = clock;
    this.readiness = new Readiness(clock, lateness);
    this.changed = changed;
  }

  /** Does all that is due now, one experiment after another; returns what became of each. */
  public Uni<List<Attempt>> tick() {
    Instant now = clock.now();
    return ramps
        .underWay()
        .onItem()
        .transformToMulti(keys -> Multi.createFrom().iterable(keys))
        .onItem()
        .transformToUni(
            key ->
                ramps
                    .step(key, now, (experiment, state) -> look(experiment, state, now))
                    .invoke(this::tell))
        .collectFailures()
        .concatenate()
        .collect()
        .asList();
  }

  private void tell(Attempt attempt) {
    if (attempt == Attempt.ADVANCED) {
      changed.run();
    }
  }

  private Uni<Look> look(Experiment experiment, State state, Instant now) {
    Levels levels = Levels.of(experiment.spec().policy(), experiment.spec().challengers().size());
    boolean over = !now.isBefore(RampTimes.nextAt(experiment.spec().ramp(), state));
    return results
        .read(experiment.key(), levels.rollBack())
        .map(answer -> judge(experiment, state, answer, over, now))
        .onFailure(ResultsUnavailableException.class)
        .recoverWithItem(failure -> over ? new Held(failure.getMessage()) : new Wait());
  }

  private Look judge(
      Experiment experiment, State state, Optional<Answer> answer, boolean over, Instant now) {
    Optional<String> alarm =
        answer
            .filter(found -> Readiness.tellsOf(state, found.results()))
            .flatMap(found -> RampAlarms.of(experiment.spec(), found.results()));
    if (alarm.isPresent()) {
      return new Alarm(
          alarm.get(),
          situation ->
              new Change(situation.experiment(), null, List.of(), ACTOR, HOLD_ACTION, now));
    }
    if (!over) {
      return new Wait();
    }
    return readiness
        .objection(experiment, state, answer.map(Answer::results))
        .<Look>map(Held::new)
        .orElseGet(() -> new Advance(situation -> advance(situation, state.step() + 1, now)));
  }

  private static Change advance(Situation situation, int step, Instant now) {
    Experiment experiment = situation.experiment();
    double coverage = experiment.spec().ramp().steps().get(step).coverage();
    return Change.of(
        experiment.reallocated(experiment.spec().withCoverage(coverage), now),
        ACTOR,
        Allocation.ACTION,
        now);
  }
}
