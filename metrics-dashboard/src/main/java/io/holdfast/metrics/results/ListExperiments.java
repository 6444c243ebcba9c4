package io.holdfast.metrics.results;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.Exposures.VariantCount;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.results.ExperimentSummary.LastDecision;
import io.holdfast.metrics.results.ExperimentSummary.Variant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells which experiments there are. Thread-safe. */
public final class ListExperiments {

  private final Figures figures;

  /** From these figures. */
  public ListExperiments(Figures figures) {
    this.figures = figures;
  }

  /**
   * Experiments by key.
   *
   * @param after only keys after this one; empty for all
   * @param limit at most so many
   */
  public Uni<List<ExperimentSummary>> list(String after, int limit) {
    return figures.atOneMoment(
        moment ->
            moment
                .experiments()
                .chain(
                    experiments ->
                        Multi.createFrom()
                            .iterable(
                                experiments.stream()
                                    .filter(experiment -> experiment.key().compareTo(after) > 0)
                                    .sorted(Comparator.comparing(Experiment::key))
                                    .limit(limit)
                                    .toList())
                            .onItem()
                            .transformToUniAndConcatenate(experiment -> summary(moment, experiment))
                            .collect()
                            .asList()));
  }

  /** One experiment; empty if the log knows none of that key. */
  public Uni<Optional<ExperimentSummary>> find(String key) {
    return figures.atOneMoment(
        moment ->
            moment
                .experiment(key)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : summary(moment, found.get()).map(Optional::of)));
  }

  private static Uni<ExperimentSummary> summary(Figures figures, Experiment experiment) {
    return Uni.combine()
        .all()
        .unis(figures.counts(experiment.number()), figures.lastDecision(experiment.key()))
        .asTuple()
        .map(read -> summary(experiment.definition(), read.getItem1(), read.getItem2()));
  }

  private static ExperimentSummary summary(
      ExperimentChanged definition,
      List<VariantCount> counts,
      Optional<Figures.Decision> decision) {
    return new ExperimentSummary(
        definition.key(),
        definition.name(),
        definition.state().wire(),
        definition.revision(),
        definition.scenario(),
        definition.control(),
        definition.variants().stream()
            .map(
                variant ->
                    new Variant(
                        variant.name(), variant.weight(), Objects.toString(variant.model(), null)))
            .toList(),
        definition.policy().successMetric(),
        definition.policy().alpha(),
        definition.plannedUsers(),
        definition.policy().minimumUsers(),
        definition.policy().minimumDays(),
        definition.startedAt(),
        definition.stoppedAt(),
        counts.stream().mapToLong(VariantCount::users).sum(),
        decision
            .map(
                last ->
                    new LastDecision(
                        last.action(),
                        last.model(),
                        last.reasons(),
                        last.watermark(),
                        last.decidedAt()))
            .orElse(null));
  }
}
