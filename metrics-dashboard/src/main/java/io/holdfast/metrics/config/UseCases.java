package io.holdfast.metrics.config;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.results.Answers;
import io.holdfast.metrics.results.ExperimentResults;
import io.holdfast.metrics.results.ListExperiments;
import io.holdfast.metrics.results.MeasureAllocation;
import io.holdfast.metrics.results.MeasureExperiment;
import io.holdfast.metrics.results.MeasureExposures;
import io.holdfast.metrics.results.MeasureInterleaving;
import io.holdfast.metrics.results.MeasureProduct;
import io.holdfast.metrics.results.MeasureReturns;
import io.holdfast.metrics.results.Now;
import io.holdfast.metrics.results.PlanExperiment;
import io.holdfast.metrics.rollup.ApplyEvents;
import io.holdfast.metrics.rollup.EvaluationTime;
import io.holdfast.service.clock.ClockConfig;
import io.holdfast.service.clock.LatenessConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The use cases as beans. */
@Singleton
public class UseCases {

  private static final int MOST_ANSWERS = 256;

  @Produces
  @Singleton
  EvaluationTime evaluationTime(ClockConfig clock, LatenessConfig lateness) {
    return new EvaluationTime(clock.mode() == ClockConfig.Mode.EVENT, lateness.lateness());
  }

  @Produces
  @Singleton
  ApplyEvents applyEvents(EvaluationTime evaluationTime) {
    return new ApplyEvents(evaluationTime);
  }

  @Produces
  @Singleton
  MeasureExperiment measureExperiment(
      Figures figures, EvaluationTime time, Clock clock, MetricsConfig config) {
    return new MeasureExperiment(figures, new Now(time, clock), config.minimumSegmentUsers());
  }

  @Produces
  @Singleton
  MeasureAllocation measureAllocation(Figures figures, EvaluationTime time, Clock clock) {
    return new MeasureAllocation(figures, new Now(time, clock));
  }

  @Produces
  @Singleton
  MeasureReturns measureReturns(Figures figures, EvaluationTime time, Clock clock) {
    return new MeasureReturns(figures, new Now(time, clock));
  }

  @Produces
  @Singleton
  MeasureInterleaving measureInterleaving(Figures figures, EvaluationTime time, Clock clock) {
    return new MeasureInterleaving(figures, new Now(time, clock));
  }

  @Produces
  @Singleton
  MeasureExposures measureExposures(Figures figures) {
    return new MeasureExposures(figures);
  }

  @Produces
  @Singleton
  Answers<Optional<ExperimentResults>> answers(Figures figures, EvaluationTime time, Clock clock) {
    return new Answers<>(figures, new Now(time, clock), MOST_ANSWERS);
  }

  @Produces
  @Singleton
  MeasureProduct measureProduct(Figures figures, EvaluationTime time, Clock clock) {
    return new MeasureProduct(figures, new Now(time, clock));
  }

  @Produces
  @Singleton
  PlanExperiment planExperiment(Figures figures) {
    return new PlanExperiment(figures);
  }

  @Produces
  @Singleton
  ListExperiments listExperiments(Figures figures) {
    return new ListExperiments(figures);
  }
}
