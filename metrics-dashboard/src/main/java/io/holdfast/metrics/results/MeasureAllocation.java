package io.holdfast.metrics.results;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.SampleRatioCheck;
import io.holdfast.metrics.results.ExperimentAllocation.ArmWeight;
import io.holdfast.metrics.results.ExperimentAllocation.Posterior;
import io.holdfast.stickiness.bandit.Belief;
import io.holdfast.stickiness.bandit.BetaBelief;
import io.holdfast.stickiness.bandit.NormalBelief;
import io.holdfast.stickiness.bandit.ThompsonAllocation;
import io.holdfast.stickiness.metric.ReducibleMetric;
import io.holdfast.stickiness.statistics.InconclusiveReason;
import io.holdfast.stickiness.statistics.SufficientStatistics;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers which weights an experiment's matured rewards speak for: Thompson's allocation, from the
 * posterior of each arm. All periods of an arm are pooled; {@link Belief} says why. Thread-safe.
 */
public final class MeasureAllocation {
  private static final String ESTIMATE = "estimate";
  private static final String INCONCLUSIVE = "inconclusive";

  private final Figures figures;
  private final Now now;

  /** From these figures. */
  public MeasureAllocation(Figures figures, Now now) {
    this.figures = figures;
    this.now = now;
  }

  /**
   * The weights.
   *
   * @param reward the metric that is to be large
   * @param floor the smallest weight of an arm; one over the number of arms where it is more
   * @return empty if the log knows no such experiment, or the metric is not measured for it
   */
  public Uni<Optional<ExperimentAllocation>> of(String key, ReducibleMetric reward, double floor) {
    return figures.atOneMoment(
        moment ->
            moment
                .experiment(key)
                .chain(
                    found ->
                        found.filter(experiment -> isMeasured(experiment, reward)).isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : ExperimentRollups.read(moment, found.get())
                                .map(
                                    rollups ->
                                        Optional.of(
                                            allocation(found.get(), rollups, reward, floor)))));
  }

  private static boolean isMeasured(Experiment experiment, ReducibleMetric reward) {
    return ExperimentMetrics.names(experiment.definition().policy()).contains(reward.id());
  }

  private ExperimentAllocation allocation(
      Experiment experiment, ExperimentRollups rollups, ReducibleMetric reward, double floor) {
    ExperimentChanged definition = experiment.definition();
    List<String> names = List.copyOf(Experiment.weights(definition).keySet());
    StratifiedArms arms = rollups.arms(reward.id());
    List<SufficientStatistics> statistics =
        names.stream().map(name -> arms.whole(reward.kind(), name)).toList();
    List<Optional<Belief>> beliefs =
        statistics.stream().map(each -> Belief.of(reward.kind(), each)).toList();
    double fitting = Math.min(floor, 1.0 / names.size());
    boolean known = beliefs.stream().allMatch(Optional::isPresent);
    List<Double> best =
        known
            ? ThompsonAllocation.bestProbabilities(
                beliefs.stream().map(Optional::orElseThrow).toList())
            : List.of();
    List<Double> weights = known ? ThompsonAllocation.weights(best, fitting) : List.of();
    List<ArmWeight> answer = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      answer.add(
          new ArmWeight(
              names.get(k),
              statistics.get(k).users(),
              beliefs.get(k).map(MeasureAllocation::posterior).orElse(null),
              known ? best.get(k) : null,
              known ? weights.get(k) : null));
    }
    return new ExperimentAllocation(
        experiment.key(),
        definition.revision(),
        now.watermark(rollups.standing()),
        rollups.standing().evaluatedThrough(),
        MeasureExperiment.untrustworthy(rollups, SampleRatioCheck.of(experiment, rollups.counts())),
        reward.id(),
        reward.kind().id(),
        fitting,
        known ? ESTIMATE : INCONCLUSIVE,
        known ? null : reason(statistics).id(),
        answer);
  }

  private static InconclusiveReason reason(List<SufficientStatistics> statistics) {
    return statistics.stream().anyMatch(each -> each.users() < 2)
        ? InconclusiveReason.TOO_FEW_USERS
        : InconclusiveReason.NO_VARIANCE;
  }

  private static Posterior posterior(Belief belief) {
    String family =
        switch (belief) {
          case BetaBelief _ -> "beta";
          case NormalBelief _ -> "normal";
        };
    return new Posterior(family, belief.mean(), belief.standardDeviation());
  }
}
