package io.holdfast.experiment.allocation;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.experiment.domain.HoldoutPlan;
import io.holdfast.experiment.domain.Holdouts;
import io.holdfast.experiment.domain.Holdouts.Standing;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes, changes and ends holdouts. Thread-safe. */
public final class ManageHoldouts {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final int LONGEST_DESCRIPTION = 256;
  private static final int DEFAULT_PLANNED_USERS = 10_000;

  private final Holdouts holdouts;
  private final Clock clock;

  /** Manages those. */
  public ManageHoldouts(Holdouts holdouts, Clock clock) {
    this.holdouts = holdouts;
    this.clock = clock;
  }

  /** All of them in the order of their names. */
  public Uni<List<HoldoutPlan>> all() {
    return holdouts.all();
  }

  /** One; fails with a {@link ProblemException} if there is none of that name. */
  public Uni<HoldoutPlan> one(String name) {
    return holdouts.find(name).map(found -> found.orElseThrow(() -> unknown(name)));
  }

  /**
   * Makes or changes one. Its share is fixed once an experiment that names it has started; fails
   * with a {@link ProblemException} if that or the draft forbids it.
   */
  public Uni<HoldoutPlan> put(String name, HoldoutDraft draft) {
    check(name, draft);
    Instant now = clock.now();
    return holdouts.change(name, now, standing -> next(name, draft, standing, now));
  }

  /**
   * Ends one: no experiment can name it any more, and its outcome is final. Fails with a {@link
   * ProblemException} while an experiment that is not stopped names it.
   */
  public Uni<HoldoutPlan> end(String name) {
    Instant now = clock.now();
    return holdouts.change(
        name,
        now,
        standing -> {
          HoldoutPlan plan = standing.plan().orElseThrow(() -> unknown(name));
          requireOpen(plan);
          if (!standing.open().isEmpty()) {
            throw ProblemException.conflict(
                "Holdout %s is named by %s: stop them first, or take it out of their drafts."
                    .formatted(name, standing.open()));
          }
          return plan.ended(now);
        });
  }

  private static HoldoutPlan next(String name, HoldoutDraft draft, Standing standing, Instant now) {
    Optional<HoldoutPlan> before = standing.plan();
    before.ifPresent(ManageHoldouts::requireOpen);
    if (before.isPresent()
        && before.get().holdout().share() != draft.share()
        && !standing.started().isEmpty()) {
      throw ProblemException.conflict(
          "The share of holdout %s is fixed at %s since %s started: users would move in and out of it."
              .formatted(name, before.get().holdout().share(), standing.started()));
    }
    return new HoldoutPlan(
        new Holdout(
            name, draft.share(), before.map(plan -> plan.holdout().revision() + 1).orElse(1)),
        draft.description(),
        draft.plannedUsers() == null ? DEFAULT_PLANNED_USERS : draft.plannedUsers(),
        before.map(HoldoutPlan::createdAt).orElse(now),
        null);
  }

  private static void check(String name, HoldoutDraft draft) {
    Violations violations = new Violations();
    violations.check(
        NAME.matcher(name).matches(),
        "name",
        "must have 1 to 64 lower-case letters, digits and - _ . and begin with a letter or digit");
    violations.check(
        draft.share() != null && draft.share() > 0 && draft.share() < 1,
        "share",
        "must be above 0 and below 1, was " + draft.share());
    violations.check(
        draft.description() == null
            || (!draft.description().isBlank()
                && draft.description().length() <= LONGEST_DESCRIPTION
                && draft.description().indexOf(0) < 0),
        "description",
        "must have 1 to " + LONGEST_DESCRIPTION + " characters");
    violations.check(
        draft.plannedUsers() == null || draft.plannedUsers() >= 1,
        "plannedUsers",
        "must be 1 or more, was " + draft.plannedUsers());
    violations.throwIfAny();
  }

  private static void requireOpen(HoldoutPlan plan) {
    if (plan.endedAt() != null) {
      throw ProblemException.conflict(
          "Holdout %s ended at %s: take another name.".formatted(plan.name(), plan.endedAt()));
    }
  }

  private static ProblemException unknown(String name) {
    return ProblemException.notFound("There is no holdout " + name + ".");
  }
}
