package io.holdfast.experiment.flags;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.Assignment;
import io.holdfast.contracts.bucketing.Evaluation;
import io.holdfast.contracts.bucketing.Evaluation.Assigned;
import io.holdfast.contracts.bucketing.Evaluation.Excluded;
import io.holdfast.contracts.bucketing.Exclusion;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.FlagValue;
import io.holdfast.experiment.domain.Decision;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.Variant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An experiment as a flag; its key is the experiment's. While the experiment runs, users are split
 * as everywhere else. When it has ended, everyone gets what was decided: the variant that was
 * promoted, or control after a rollback.
 *
 * <p>There are as many answers as variants times reasons, so each is written once and kept.
 * Thread-safe.
 */
public final class Flag {
  private static final String REVISION = "experimentRevision";

  private final Experiment experiment;
  private final Assigner assigner;
  private final String everyone;
  private final Map<Evaluation, String> answers = new ConcurrentHashMap<>();

  /**
   * The flag of an experiment.
   *
   * @throws IllegalArgumentException if it is a draft or archived
   */
  public Flag(ExperimentReport report) {
    experiment = report.experiment();
    switch (experiment.state()) {
      case RUNNING -> {
        assigner = new Assigner(experiment.toDefinition());
        everyone = null;
      }
      case PAUSED, STOPPED -> {
        assigner = null;
        everyone = unsplit(report).toJson();
      }
      case DRAFT, ARCHIVED ->
          throw new IllegalArgumentException(
              "experiment " + experiment.key() + " is " + experiment.state().wire());
      default -> throw new AssertionError(experiment.state());
    }
  }

  /** The flag's key. */
  public String key() {
    return experiment.key();
  }

  /** Whether it asks for attributes of users. */
  public boolean asksForAttributes() {
    return assigner != null && assigner.experiment().condition() != null;
  }

  /** Whether exposed users have to be looked up. */
  public boolean asksForExposures() {
    return assigner != null && assigner.experiment().sticky();
  }

  /** What it gives to the user: a {@link FlagAnswer} as JSON. */
  public String evaluate(UserContext user) {
    if (assigner == null) {
      return everyone;
    }
    Evaluation evaluation = assigner.evaluate(user);
    String known = answers.get(evaluation);
    return known != null
        ? known
        : answers.computeIfAbsent(evaluation, each -> answer(each).toJson());
  }

  private FlagAnswer answer(Evaluation evaluation) {
    return switch (evaluation) {
      case Assigned(Assignment given) ->
          answer(
              given.variant(),
              given.reason() == AssignmentReason.FORCED ? Reason.TARGETING_MATCH : Reason.SPLIT,
              given.reason().wire());
      case Excluded(Exclusion why) ->
          new FlagAnswer(
              key(),
              null,
              Reason.UNKNOWN,
              null,
              Map.of(REVISION, experiment.revision(), "excludedBy", wire(why)));
    };
  }

  private FlagAnswer unsplit(ExperimentReport report) {
    Decision last = report.lastDecision();
    if (experiment.state() == ExperimentState.STOPPED
        && last != null
        && last.applied()
        && last.action() != Action.KEEP_RUNNING) {
      return answer(
          last.action() == Action.PROMOTE ? last.variant() : experiment.spec().control(),
          Reason.STATIC,
          null);
    }
    return new FlagAnswer(
        key(), null, Reason.DISABLED, null, Map.of(REVISION, experiment.revision()));
  }

  private FlagAnswer answer(String name, Reason reason, String assigned) {
    Variant variant = experiment.spec().variant(name);
    Map<String, Object> metadata = new HashMap<>();
    metadata.put(REVISION, experiment.revision());
    metadata.put("scenario", experiment.spec().scenario());
    metadata.put("variant", name);
    metadata.put("model", variant.model().toString());
    if (assigned != null) {
      metadata.put("assignmentReason", assigned);
    }
    FlagValue value = variant.value() == null ? new FlagValue(name) : variant.value();
    return new FlagAnswer(key(), value, reason, name, metadata);
  }

  private static String wire(Exclusion why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
