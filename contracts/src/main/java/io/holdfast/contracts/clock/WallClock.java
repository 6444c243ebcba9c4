package io.holdfast.contracts.clock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The system's time, to the microsecond, which is what the log stores ({@code
 * holdfast.clock=wall}).
 */
public final class WallClock implements Clock {
  @Override
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
