package io.holdfast.metrics.results;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.Interleaving;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.InterleavingRule;
import io.holdfast.metrics.domain.Interleavings.Totals;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.metrics.results.InterleavingResults.Preference;
import io.holdfast.metrics.results.InterleavingResults.Ranking;
import io.holdfast.stickiness.statistics.Inconclusive;
import io.holdfast.stickiness.statistics.PairedPreferences;
import io.holdfast.stickiness.statistics.PreferenceEstimate;
import io.holdfast.stickiness.statistics.PreferenceOutcome;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Answers which of two interleaved rankings users prefer. Thread-safe. */
public final class MeasureInterleaving {

  private final Figures figures;
  private final Now now;

  /** From these figures. */
  public MeasureInterleaving(Figures figures, Now now) {
    this.figures = figures;
    this.now = now;
  }

  /** The preference at a level; empty if the log knows no such experiment that interleaves. */
  public Uni<Optional<InterleavingResults>> results(String key, double alpha) {
    return figures.atOneMoment(
        moment ->
            moment
                .experiment(key)
                .map(found -> found.filter(each -> each.definition().interleaving() != null))
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : Uni.combine()
                                .all()
                                .unis(moment.standing(), moment.interleaving(found.get().number()))
                                .asTuple()
                                .map(
                                    read ->
                                        Optional.of(
                                            results(
                                                found.get(),
                                                read.getItem1(),
                                                read.getItem2(),
                                                alpha)))));
  }

  private InterleavingResults results(
      Experiment experiment, Standing standing, Totals totals, double alpha) {
    ExperimentChanged definition = experiment.definition();
    InterleavingRule rule = InterleavingRule.of(experiment.number(), definition);
    Interleaving interleaving = rule.interleaving();
    PairedPreferences preferences =
        new PairedPreferences(totals.wins(), totals.losses(), totals.ties());
    return new InterleavingResults(
        experiment.key(),
        definition.revision(),
        now.watermark(standing),
        standing.evaluatedThrough(),
        interleaving.creditTypes(),
        interleaving.attributionHours(),
        interleaving.days(),
        totals.users(),
        totals.awaited(),
        totals.users() - preferences.users(),
        totals.lists(),
        new Ranking(rule.control(), totals.losses(), totals.controlCredits()),
        new Ranking(rule.challenger(), totals.wins(), totals.challengerCredits()),
        totals.ties(),
        preference(preferences, alpha, definition.plannedUsers()));
  }

  private static Preference preference(
      PairedPreferences preferences, double alpha, long plannedUsers) {
    return switch (PreferenceOutcome.of(preferences)) {
      case Inconclusive(var reason) ->
          new Preference("inconclusive", reason.id(), null, null, null, null, null, null);
      case PreferenceEstimate estimate ->
          new Preference(
              "estimate",
              null,
              estimate.preference(),
              estimate.standardError(),
              Findings.bounds(estimate.interval(alpha)),
              estimate.pValue(),
              Findings.bounds(estimate.alwaysValidInterval(alpha, plannedUsers)),
              estimate.alwaysValidPValue(alpha, plannedUsers));
    };
  }
}
