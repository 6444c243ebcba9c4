package io.holdfast.metrics.domain;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentVariant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * An experiment as the log told it last.
 *
 * @param number its small number
 * @param key its key
 * @param definition the last snapshot; null while only exposures have named it
 * @param revisions what is known of each revision
 * @param sequentialP the smallest p of the anytime-valid sample-ratio test at any look so far
 * @param lateIgnored interactions that came too late to correct a frozen outcome
 */
public record Experiment(
    int number,
    String key,
    ExperimentChanged definition,
    NavigableMap<Integer, Revision> revisions,
    double sequentialP,
    long lateIgnored) {

  /**
   * One revision.
   *
   * @param stratum the period of constant weights it belongs to
   * @param weights the weights by variant
   */
  public record Revision(int stratum, Map<String, Double> weights) {}

  /** Copies the revisions. */
  public Experiment {
    revisions = new TreeMap<>(revisions);
  }

  /** Whether the log has told what it is. */
  public boolean isDefined() {
    return definition != null;
  }

  /** The stratum of a revision; an unknown one counts to the latest before it. */
  public int stratumOf(int revision) {
    Map.Entry<Integer, Revision> known = revisions.floorEntry(revision);
    return known == null ? 0 : known.getValue().stratum();
  }

  /** The stratum of a new snapshot: a new one if the weights differ from the last snapshot's. */
  public int stratumOf(ExperimentChanged next) {
    if (revisions.isEmpty()) {
      return 0;
    }
    Revision last = revisions.lastEntry().getValue();
    return last.weights().equals(weights(next)) ? last.stratum() : last.stratum() + 1;
  }

  /** The weights by variant in a stratum; empty if it is unknown. */
  public Map<String, Double> weightsOf(int stratum) {
    return revisions.values().stream()
        .filter(revision -> revision.stratum() == stratum)
        .findFirst()
        .map(Revision::weights)
        .orElse(Map.of());
  }

  /** The weights by variant in order. */
  public static Map<String, Double> weights(ExperimentChanged definition) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (ExperimentVariant variant : definition.variants()) {
      weights.put(variant.name(), variant.weight());
    }
    return weights;
  }
}
