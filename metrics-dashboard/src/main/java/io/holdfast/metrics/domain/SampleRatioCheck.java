package io.holdfast.metrics.domain;

import io.holdfast.metrics.domain.Exposures.VariantCount;
import io.holdfast.stickiness.statistics.SampleRatio;
import io.holdfast.stickiness.statistics.SampleRatioOutcome;
import io.holdfast.stickiness.statistics.SequentialSampleRatio;
import io.holdfast.stickiness.statistics.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether users arrived in proportion to the weights, over all exposed users, matured or not.
 *
 * @param chiSquare Pearson's test, right for one look
 * @param sequentialP the smallest p of the anytime-valid test at this look and all before it
 */
public record SampleRatioCheck(SampleRatioOutcome chiSquare, double sequentialP) {

  /** Looks at an experiment. */
  public static SampleRatioCheck of(Experiment experiment, List<VariantCount> counts) {
    List<Split> splits = splits(experiment, counts);
    return new SampleRatioCheck(
        SampleRatioOutcome.chiSquare(splits),
        new SequentialSampleRatio(0, experiment.sequentialP()).next(splits).pValue());
  }

  /** Whether no look has shown a fault: the anytime-valid test decides. */
  public boolean healthy() {
    return sequentialP >= SampleRatio.ALARM_LEVEL;
  }

  private static List<Split> splits(Experiment experiment, List<VariantCount> counts) {
    NavigableMap<Integer, Map<String, Long>> byStratum = new TreeMap<>();
    counts.forEach(
        count ->
            byStratum
                .computeIfAbsent(count.stratum(), _ -> new TreeMap<>())
                .merge(count.variant(), count.users(), Long::sum));
    return byStratum.entrySet().stream()
        .filter(entry -> isOpen(experiment.weightsOf(entry.getKey())))
        .map(entry -> split(experiment.weightsOf(entry.getKey()), entry.getValue()))
        .toList();
  }

  private static boolean isOpen(Map<String, Double> weights) {
    return weights.values().stream().anyMatch(weight -> weight > 0);
  }

  /** A variant that the weights do not know has weight 0: nobody can be in it by the split. */
  private static Split split(Map<String, Double> weights, Map<String, Long> users) {
    Set<String> names = new HashSet<>(weights.keySet());
    names.addAll(users.keySet());
    List<Split.Arm> arms = new ArrayList<>();
    for (String name : names.stream().sorted().toList()) {
      arms.add(new Split.Arm(users.getOrDefault(name, 0L), weights.getOrDefault(name, 0.0)));
    }
    return new Split(arms);
  }
}
