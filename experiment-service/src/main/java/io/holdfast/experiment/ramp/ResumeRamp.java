package io.holdfast.experiment.ramp;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Ramps;
import io.holdfast.experiment.domain.Ramps.Hold;
import io.holdfast.experiment.domain.Ramps.Resumption;
import io.holdfast.experiment.domain.Ramps.State;
import io.holdfast.experiment.domain.Situation;
import io.holdfast.experiment.domain.UnknownExperimentException;
import io.holdfast.experiment.lifecycle.ReadExperiments;
import io.holdfast.experiment.lifecycle.Request;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * Lets a ramp go on that an alarm holds. Its step begins anew, and the next alarm is looked for in
 * the days that are evaluated from then on. Thread-safe.
 */
public final class ResumeRamp {
  /** What the audit calls it. */
  static final String ACTION = "resume-ramp";

  private static final int LONGEST_REASON = 1000;

  private final Ramps ramps;
  private final Clock clock;

  /** Resumes those. */
  public ResumeRamp(Ramps ramps, Clock clock) {
    this.ramps = ramps;
    this.clock = clock;
  }

  /**
   * Resumes one.
   *
   * @param request which, of what revision, and who asks
   * @param reason why, kept with the ramp
   * @return fails with a {@link ProblemException} if the reason is missing, there is no such
   *     experiment, or no alarm holds its ramp
   */
  public Uni<Void> resume(Request request, String reason) {
    Violations violations = new Violations();
    if (violations.required("reason", reason)) {
      violations.length("reason", reason, LONGEST_REASON);
      violations.check(reason.indexOf(0) < 0, "reason", "must be text");
    }
    violations.throwIfAny();
    Resumption resumption = new Resumption(clock.now(), request.actor(), reason);
    return ramps
        .resume(
            request.key(),
            resumption,
            (situation, state) -> change(request, situation, state, resumption))
        .onFailure(UnknownExperimentException.class)
        .transform(ReadExperiments::notFound);
  }

  private static Change change(
      Request request, Situation situation, Optional<State> state, Resumption resumption) {
    request.requireFresh(situation.experiment());
    ReadRamps.requireRamp(situation.experiment());
    if (state.map(State::hold).filter(Hold::alarm).isEmpty()) {
      throw ProblemException.conflict(
          "No alarm holds the ramp of experiment %s: there is nothing to resume."
              .formatted(request.key()));
    }
    return new Change(
            situation.experiment(), null, List.of(), request.actor(), ACTION, resumption.at())
        .because(resumption.reason());
  }
}
