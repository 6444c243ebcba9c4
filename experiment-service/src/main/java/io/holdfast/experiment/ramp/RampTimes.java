package io.holdfast.experiment.ramp;

import io.holdfast.experiment.domain.Ramp;
import io.holdfast.experiment.domain.Ramps.State;
import java.time.Duration;
import java.time.Instant;

/** When the steps of a ramp are over. Stateless. */
public final class RampTimes {
  private RampTimes() {}

  /** When the step that a ramp is at is over; null for the last one. */
  public static Instant nextAt(Ramp ramp, State state) {
    return ramp.isLast(state.step())
        ? null
        : state.since().plus(Duration.ofHours(ramp.steps().get(state.step()).hours()));
  }
}
