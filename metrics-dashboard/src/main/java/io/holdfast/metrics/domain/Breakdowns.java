package io.holdfast.metrics.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Sums of the frozen outcomes by segment and with covariates, and the lengths of sessions. */
public interface Breakdowns {

  /** Adds the outcomes that were frozen at this watermark day. To be called once for each day. */
  Uni<Void> add(Instant watermarkDay);
}
