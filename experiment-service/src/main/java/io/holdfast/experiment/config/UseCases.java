package io.holdfast.experiment.config;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.experiment.allocation.ChangeAllocation;
import io.holdfast.experiment.allocation.ManageHoldouts;
import io.holdfast.experiment.assignment.ActiveExperiments;
import io.holdfast.experiment.assignment.AssignUser;
import io.holdfast.experiment.assignment.RecordExposures;
import io.holdfast.experiment.bandit.MoveWeights;
import io.holdfast.experiment.bandit.ReadBandits;
import io.holdfast.experiment.decision.AnswerDecisions;
import io.holdfast.experiment.decision.DecideByHand;
import io.holdfast.experiment.decision.DecisionSettings;
import io.holdfast.experiment.decision.EvaluateExperiments;
import io.holdfast.experiment.domain.AuditLog;
import io.holdfast.experiment.domain.Bandits;
import io.holdfast.experiment.domain.Decisions;
import io.holdfast.experiment.domain.Evaluations;
import io.holdfast.experiment.domain.ExperimentView;
import io.holdfast.experiment.domain.Experiments;
import io.holdfast.experiment.domain.ExposedVariants;
import io.holdfast.experiment.domain.Holdouts;
import io.holdfast.experiment.domain.Plans;
import io.holdfast.experiment.domain.Ramps;
import io.holdfast.experiment.domain.Results;
import io.holdfast.experiment.domain.Rewards;
import io.holdfast.experiment.flags.EvaluateFlags;
import io.holdfast.experiment.flags.FlagChanges;
import io.holdfast.experiment.flags.FlagSet;
import io.holdfast.experiment.flags.RateLimit;
import io.holdfast.experiment.lifecycle.ChangeExperiments;
import io.holdfast.experiment.lifecycle.PlanExperiments;
import io.holdfast.experiment.lifecycle.ReadAudit;
import io.holdfast.experiment.lifecycle.ReadExperiments;
import io.holdfast.experiment.ramp.AdvanceRamps;
import io.holdfast.experiment.ramp.ReadRamps;
import io.holdfast.experiment.ramp.ResumeRamp;
import io.holdfast.service.clock.LatenessConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases as beans, put together with the adapters. */
@Singleton
public class UseCases {
  @Produces
  @Singleton
  DecisionSettings decisionSettings(DecisionConfig config, LatenessConfig lateness) {
    return new DecisionSettings(lateness.lateness(), config.longestPause());
  }

  @Produces
  @Singleton
  ActiveExperiments activeExperiments(Experiments experiments, ActiveConfig config) {
    return new ActiveExperiments(experiments, config.checkInterval());
  }

  @Produces
  @Singleton
  ExperimentView<FlagSet> flags(Experiments experiments, ActiveConfig config) {
    return new ExperimentView<>(
        experiments, each -> each.begun().map(FlagSet::new), config.checkInterval());
  }

  @Produces
  @Singleton
  EvaluateFlags evaluateFlags(
      ExperimentView<FlagSet> flags, EventLog log, ExposedVariants exposures) {
    return new EvaluateFlags(flags, log, exposures);
  }

  @Produces
  @Singleton
  RateLimit rateLimit(OfrepConfig config) {
    return new RateLimit(config.requestsPerSecond());
  }

  @Produces
  @Singleton
  FlagChanges flagChanges(ExperimentView<FlagSet> flags, OfrepConfig config) {
    return new FlagChanges(flags, config.mostStreams());
  }

  @Produces
  @Singleton
  AssignUser assignUser(ActiveExperiments active, EventLog log, ExposedVariants exposures) {
    return new AssignUser(active, log, exposures);
  }

  @Produces
  @Singleton
  RecordExposures recordExposures(Experiments experiments, EventLog log, Clock clock) {
    return new RecordExposures(experiments, log, clock);
  }

  @Produces
  @Singleton
  ReadExperiments readExperiments(Experiments experiments, Decisions decisions) {
    return new ReadExperiments(experiments, decisions);
  }

  @Produces
  @Singleton
  ReadAudit readAudit(AuditLog audit, ReadExperiments experiments) {
    return new ReadAudit(audit, experiments);
  }

  @Produces
  @Singleton
  PlanExperiments planExperiments(Plans plans, ReadExperiments experiments, Clock clock) {
    return new PlanExperiments(plans, experiments, clock);
  }

  @Produces
  @Singleton
  ChangeExperiments changeExperiments(
      Experiments experiments,
      PlanExperiments plan,
      Holdouts holdouts,
      Clock clock,
      ChangeWatch watch) {
    return new ChangeExperiments(experiments, plan, holdouts, clock, watch::changed);
  }

  @Produces
  @Singleton
  ManageHoldouts manageHoldouts(Holdouts holdouts, Clock clock) {
    return new ManageHoldouts(holdouts, clock);
  }

  @Produces
  @Singleton
  ChangeAllocation changeAllocation(Experiments experiments, Clock clock, ChangeWatch watch) {
    return new ChangeAllocation(experiments, clock, watch::changed);
  }

  @Produces
  @Singleton
  MoveWeights moveWeights(Bandits bandits, Rewards rewards, Clock clock, ChangeWatch watch) {
    return new MoveWeights(bandits, rewards, clock, watch::changed);
  }

  @Produces
  @Singleton
  ReadBandits readBandits(ReadExperiments experiments, Bandits bandits) {
    return new ReadBandits(experiments, bandits);
  }

  @Produces
  @Singleton
  AdvanceRamps advanceRamps(
      Ramps ramps, Results results, Clock clock, LatenessConfig lateness, ChangeWatch watch) {
    return new AdvanceRamps(ramps, results, clock, lateness.lateness(), watch::changed);
  }

  @Produces
  @Singleton
  ReadRamps readRamps(ReadExperiments experiments, Ramps ramps) {
    return new ReadRamps(experiments, ramps);
  }

  @Produces
  @Singleton
  ResumeRamp resumeRamp(Ramps ramps, Clock clock) {
    return new ResumeRamp(ramps, clock);
  }

  @Produces
  @Singleton
  DecideByHand decideByHand(
      Experiments experiments, Clock clock, DecisionSettings settings, ChangeWatch watch) {
    return new DecideByHand(experiments, clock, settings, watch::changed);
  }

  @Produces
  @Singleton
  AnswerDecisions answerDecisions(Decisions decisions, DecideByHand decide, ChangeWatch watch) {
    return new AnswerDecisions(decisions, decide, watch::changed);
  }

  @Produces
  @Singleton
  EvaluateExperiments evaluateExperiments(
      Evaluations evaluations,
      Results results,
      Clock clock,
      DecisionSettings settings,
      ChangeWatch watch) {
    return new EvaluateExperiments(evaluations, results, clock, settings, watch::changed);
  }
}
