package io.holdfast.experiment.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How far each ramp is, and who moves it on: one replica at a time. */
public interface Ramps {

  /**
   * Where a ramp stands.
   *
   * @param step the step that it is at, from 0
   * @param since from when the step's hours count
   * @param hold what keeps it there; null if nothing does
   * @param resumption how a person resumed it last; null if nobody did
   */
  record State(int step, Instant since, Hold hold, Resumption resumption) {
    public State {
      Objects.requireNonNull(since, "since");
    }
  }

  /**
   * What keeps a ramp at its step.
   *
   * @param reason a kebab-case word, and after a colon the particulars
   * @param at since when
   * @param alarm whether it lasts until a person resumes the ramp, rather than by itself
   */
  record Hold(String reason, Instant at, boolean alarm) {}

  /**
   * How a person resumed a ramp.
   *
   * @param at when
   * @param actor who
   * @param reason why
   */
  record Resumption(Instant at, String actor, String reason) {}

  /** What a look at the results came to. */
  sealed interface Look permits Wait, Held, Alarm, Advance {}

  /** The step is not over, and nothing is wrong. */
  record Wait() implements Look {}

  /**
   * The next step should begin and cannot yet; it does when nothing is in the way any more.
   *
   * @param reason why
   */
  record Held(String reason) implements Look {}

  /**
   * Users may be harmed or are not split as they should be: a person must look at it.
   *
   * @param reason why
   * @param change the audit's line
   */
  record Alarm(String reason, Function<Situation, Change> change) implements Look {}

  /**
   * The next step begins.
   *
   * @param change the change of the coverage, made when all that it depends on is locked
   */
  record Advance(Function<Situation, Change> change) implements Look {}

  /** What became of an attempt. */
  enum Attempt {
    /** The next step began. */
    ADVANCED,
    /** The ramp is held, by an alarm or until the results are there. */
    HELD,
    /** The step goes on. */
    WAITING,
    /** Another replica is at it, or the experiment was changed meanwhile, or does not run. */
    PASSED_OVER
  }

  /**
   * The keys of experiments, running or paused, whose ramp has a step left and waits for no person.
   */
  Uni<List<String>> underWay();

  /**
   * Looks at one experiment's results, unless another replica is at it. The step, the experiment's
   * change and the event are committed together, or none of them is. While an experiment is paused
   * its step does not pass: it begins anew.
   *
   * @param key the experiment
   * @param now what time it is
   * @param look what to do
   */
  Uni<Attempt> step(String key, Instant now, BiFunction<Experiment, State, Uni<Look>> look);

  /** Where the ramp of an experiment stands; empty before its first look. */
  Uni<Optional<State>> state(String key);

  /**
   * Resumes a ramp: its step begins anew.
   *
   * @param key the experiment
   * @param resumption by whom and why
   * @param change the audit's line, given how things stand while they are locked; the state is
   *     empty before the ramp's first look. If it fails, nothing is changed.
   * @return fails with {@link UnknownExperimentException} if there is none
   */
  Uni<Void> resume(
      String key, Resumption resumption, BiFunction<Situation, Optional<State>, Change> change);
}
