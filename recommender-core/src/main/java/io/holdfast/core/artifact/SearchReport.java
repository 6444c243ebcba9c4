package io.holdfast.core.artifact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a model's parameters were chosen, as a manifest keeps it. Everything was measured at the
 * validation stage.
 *
 * @param protocol the protocol whose validation stage was used
 * @param metric what was compared, for example {@code ndcg@10}
 * @param seed the seed that candidates and users were drawn by
 * @param candidates how many settings were tried, the shipped default among them
 * @param budget what grew from round to round: {@code epochs} or {@code users}
 * @param parameters the winning parameters
 * @param value the metric at the winning parameters and full budget
 * @param defaultValue the metric at candidate 0 and full budget: the shipped default, but for
 *     parameters that were given
 * @param trials every candidate at the largest budget that it reached, in the order of candidates
 */
public record SearchReport(
    String protocol,
    String metric,
    long seed,
    int candidates,
    String budget,
    Map<String, Object> parameters,
    double value,
    double defaultValue,
    List<Trial> trials) {

  /** Copies the collections, keeping their order. */
  public SearchReport {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    trials = List.copyOf(trials);
  }

  /**
   * One candidate.
   *
   * @param parameters its parameters
   * @param share the largest share of the full budget that it was given
   * @param value the metric there
   */
  public record Trial(Map<String, Object> parameters, double share, double value) {

    /** Copies the parameters, keeping their order. */
    public Trial {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }
}
