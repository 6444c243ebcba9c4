package io.holdfast.experiment.rest;

import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Ramp;
import io.holdfast.experiment.domain.Ramps.Hold;
import io.holdfast.experiment.domain.Ramps.Resumption;
import io.holdfast.experiment.domain.Ramps.State;
import io.holdfast.experiment.ramp.RampTimes;
import io.holdfast.experiment.ramp.ReadRamps.Standing;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an experiment's ramp stands, as it is sent; what is not known is absent.
 *
 * @param ramp how the coverage grows
 * @param coverage the coverage as it is
 * @param revision the experiment's
 * @param step the step it is at, from 1
 * @param since from when the step's hours count
 * @param nextAt when the next step begins if nothing holds it; absent at the last step
 * @param heldReason why it does not go on
 * @param heldAt since when
 * @param alarm whether that lasts until a person resumes it
 * @param resumed how a person resumed it last
 */
public record RampBody(
    Ramp ramp,
    double coverage,
    int revision,
    Integer step,
    Instant since,
    Instant nextAt,
    String heldReason,
    Instant heldAt,
    Boolean alarm,
    Resumption resumed) {

  static RampBody of(Standing standing) {
    Experiment experiment = standing.experiment();
    Ramp ramp = experiment.spec().ramp();
    Optional<State> state = standing.state();
    Optional<Hold> hold = state.map(State::hold);
    return new RampBody(
        ramp,
        experiment.spec().coverage(),
        experiment.revision(),
        state.map(found -> found.step() + 1).orElse(null),
        state.map(State::since).orElse(null),
        state.map(found -> RampTimes.nextAt(ramp, found)).orElse(null),
        hold.map(Hold::reason).orElse(null),
        hold.map(Hold::at).orElse(null),
        hold.map(Hold::alarm).orElse(null),
        state.map(State::resumption).orElse(null));
  }
}
