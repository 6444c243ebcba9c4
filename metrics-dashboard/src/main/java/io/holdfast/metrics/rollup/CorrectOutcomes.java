package io.holdfast.metrics.rollup;

import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.domain.Exposures.UserTime;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.Outcomes.Correction;
import io.holdfast.metrics.domain.Outcomes.Late;
import io.holdfast.stickiness.metric.ReducibleMetric;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What interactions do that arrive after their day was evaluated. Up to 7 days after the end of a
 * window they correct the descriptive figures; what inference uses stays as it was frozen.
 */
final class CorrectOutcomes {

  private final Ledger ledger;

  CorrectOutcomes(Ledger ledger) {
    this.ledger = ledger;
  }

  Uni<Void> correct(List<UserTime> late, Instant evaluatedThrough, long position) {
    return ledger
        .exposures()
        .correctDays(late, evaluatedThrough)
        .chain(() -> metrics())
        .chain(
            metrics ->
                metrics.isEmpty()
                    ? Uni.createFrom().item(List.<Late>of())
                    : ledger.outcomes().touchedBy(late, metrics, evaluatedThrough))
        .chain(touched -> revalue(touched, position));
  }

  private Uni<Collection<ReducibleMetric>> metrics() {
    return ledger
        .experiments()
        .all()
        .map(
            experiments -> {
              Map<String, ReducibleMetric> metrics = new LinkedHashMap<>();
              experiments.forEach(
                  experiment ->
                      ExperimentMetrics.reducible(experiment.definition().policy())
                          .forEach(metric -> metrics.put(metric.id(), metric)));
              return metrics.values();
            });
  }

  private Uni<Void> revalue(List<Late> touched, long position) {
    if (touched.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<Integer, List<Late>> byExperiment = new LinkedHashMap<>();
    touched.forEach(
        late ->
            byExperiment
                .computeIfAbsent(late.experimentNumber(), _ -> new ArrayList<>())
                .add(late));
    return ApplyEvents.inOrder(
        byExperiment.values().stream()
            .map(lates -> Uni.createFrom().deferred(() -> revalueOne(lates, position))));
  }

  private Uni<Void> revalueOne(List<Late> touched, long position) {
    Map<Object, Late> byDue = new LinkedHashMap<>();
    touched.forEach(late -> byDue.put(late.due(), late));
    return new TakeOutcomes(ledger.times())
        .take(touched.stream().map(Late::due).toList(), position)
        .map(
            valued ->
                valued.stream()
                    .map(
                        value ->
                            new Correction(
                                byDue.get(value.due()),
                                value.outcome().value(),
                                value.outcome().denominator()))
                    .filter(CorrectOutcomes::differs)
                    .toList())
        .chain(
            corrections ->
                corrections.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : ledger.outcomes().correct(corrections));
  }

  private static boolean differs(Correction correction) {
    return correction.numerator() != correction.late().numerator()
        || correction.denominator() != correction.late().denominator();
  }
}
