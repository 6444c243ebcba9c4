package io.holdfast.experiment.assignment;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.log.Appended;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Experiments;
import io.holdfast.experiment.domain.Variant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes exposures that other clients tell into the log: all of a request, or none if one is not
 * valid. Thread-safe.
 */
public final class RecordExposures {
  /** The most exposures of one request. */
  public static final int LIMIT = 1000;

  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
  private static final Map<String, AssignmentReason> REASONS =
      Arrays.stream(AssignmentReason.values())
          .collect(Collectors.toMap(AssignmentReason::wire, Function.identity()));

  private final Experiments experiments;
  private final EventLog log;
  private final Clock clock;

  public RecordExposures(Experiments experiments, EventLog log, Clock clock) {
    this.experiments = experiments;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Records; completes when they are committed. Fails with a problem that names everything that is
   * wrong.
   */
  public Uni<Appended> record(List<ExposureDraft> drafts) {
    Violations violations = new Violations();
    violations.check(!drafts.isEmpty(), "exposures", "must not be empty");
    violations.size("exposures", drafts, LIMIT);
    violations.throwIfAny();
    return experimentsOf(drafts)
        .chain(
            known -> {
              List<ExposureRecorded> exposures = exposures(drafts, known, violations);
              violations.throwIfAny();
              return log.append(sidesOfHoldouts(exposures, known))
                  .chain(() -> log.append(exposures));
            });
  }

  private Uni<Map<String, Experiment>> experimentsOf(List<ExposureDraft> drafts) {
    List<String> keys =
        drafts.stream()
            .filter(Objects::nonNull)
            .map(ExposureDraft::key)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return Multi.createFrom()
        .iterable(keys)
        .onItem()
        .transformToUniAndConcatenate(experiments::find)
        .collect()
        .in(
            HashMap::new,
            (all, found) ->
                found.ifPresent(report -> all.put(report.experiment().key(), report.experiment())));
  }

  private List<ExposureRecorded> exposures(
      List<ExposureDraft> drafts, Map<String, Experiment> known, Violations violations) {
    Instant now = clock.now();
    List<ExposureRecorded> events = new ArrayList<>();
    for (int k = 0; k < drafts.size(); k++) {
      ExposureDraft draft = drafts.get(k);
      Violations of = violations.below("exposures[" + k + "]");
      if (draft == null) {
        violations.add("exposures[" + k + "]", "must be an object");
      } else if (isValid(draft, draft.key() == null ? null : known.get(draft.key()), now, of)) {
        events.add(event(draft, known.get(draft.key()), now, of));
      }
    }
    return events;
  }

  private static boolean isValid(
      ExposureDraft draft, Experiment experiment, Instant now, Violations violations) {
    boolean valid = violations.required("userId", draft.userId());
    valid &= violations.length("userId", draft.userId(), Bounds.ID_LENGTH);
    valid &= violations.oneOf("reason", draft.reason(), REASONS.keySet());
    valid &=
        violations.check(
            draft.occurredAt() == null || !draft.occurredAt().isAfter(now.plus(MOST_AHEAD)),
            "occurredAt",
            "must not be more than 5 minutes ahead of " + now);
    if (!violations.required("key", draft.key())) {
      return false;
    }
    if (experiment == null || experiment.state() == ExperimentState.DRAFT) {
      violations.add("key", "must name an experiment that was started, was " + draft.key());
      return false;
    }
    valid &=
        violations.check(
            draft.revision() == null
                || (draft.revision() >= 1 && draft.revision() <= experiment.revision()),
            "revision",
            "must be from 1 to " + experiment.revision());
    List<String> variants = experiment.spec().variants().stream().map(Variant::name).toList();
    valid &=
        violations.required("variant", draft.variant())
            && violations.oneOf("variant", draft.variant(), variants);
    return valid;
  }

  /** With the propensity if it was split by the revision whose weights are at hand. */
  private static AssignedVariant assigned(ExposureDraft draft, Experiment experiment) {
    int revision = draft.revision() == null ? experiment.revision() : draft.revision();
    AssignmentReason reason =
        draft.reason() == null ? AssignmentReason.SPLIT : REASONS.get(draft.reason());
    boolean known = reason == AssignmentReason.SPLIT && revision == experiment.revision();
    return new AssignedVariant(
        experiment.key(),
        revision,
        draft.variant(),
        reason,
        known ? experiment.spec().variant(draft.variant()).weight() : null);
  }

  private static List<Event> sidesOfHoldouts(
      List<ExposureRecorded> exposures, Map<String, Experiment> known) {
    return exposures.stream()
        .flatMap(each -> sideOfHoldout(each, known.get(each.experiment().key())).stream())
        .toList();
  }

  /**
   * The side of the experiment's holdout that the user is on; its identity follows from the
   * exposure's, so that a retry is absorbed.
   */
  private static Optional<Event> sideOfHoldout(ExposureRecorded exposure, Experiment experiment) {
    Holdout holdout = experiment.spec().holdout();
    if (holdout == null || exposure.experiment().reason() == AssignmentReason.FORCED) {
      return Optional.empty();
    }
    String id = holdout.key() + ":" + exposure.eventId();
    return Optional.of(
        new ExposureRecorded(
            UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)),
            exposure.userId(),
            holdout.assignment(exposure.userId()).toEvent(),
            exposure.context(),
            exposure.occurredAt()));
  }

  /** The event; null, with the violation added, if a field breaks the log's own bounds. */
  private static ExposureRecorded event(
      ExposureDraft draft, Experiment experiment, Instant now, Violations violations) {
    try {
      return new ExposureRecorded(
          draft.eventId() == null ? UUID.randomUUID() : draft.eventId(),
          draft.userId(),
          assigned(draft, experiment),
          draft.context(),
          draft.occurredAt() == null ? now : draft.occurredAt());
    } catch (IllegalArgumentException e) {
      violations.add("context", e.getMessage());
      return null;
    }
  }
}
