package io.holdfast.metrics.domain;

import io.holdfast.contracts.event.ExperimentChanged;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Experiments as the log tells them. */
public interface Experiments {

  /** The experiments of these keys; the ones not met before are taken in, without a definition. */
  Uni<Map<String, Experiment>> named(Collection<String> keys);

  /** Every experiment that has a definition. */
  Uni<List<Experiment>> all();

  /** Takes over a snapshot; one older than the stored one changes nothing. */
  Uni<Void> define(int experimentNumber, ExperimentChanged definition, int stratum);

  /** Keeps the p of the anytime-valid sample-ratio test after a look. */
  Uni<Void> looked(int experimentNumber, double sequentialP);
}
