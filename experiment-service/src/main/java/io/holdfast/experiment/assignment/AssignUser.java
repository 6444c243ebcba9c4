package io.holdfast.experiment.assignment;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.Assignment;
import io.holdfast.contracts.bucketing.Evaluation.Assigned;
import io.holdfast.contracts.bucketing.Evaluation.Excluded;
import io.holdfast.contracts.bucketing.Exclusion;
import io.holdfast.contracts.bucketing.StickyVariants;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.experiment.domain.ExposedVariants;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which variants a user gets, by the function that recommender-api evaluates and over the same
 * attributes: what was declared of the user, and what the request tells. Exposed users keep their
 * variant when weights or coverage change. Thread-safe.
 */
public final class AssignUser {
  private final ActiveExperiments active;
  private final EventLog log;
  private final ExposedVariants exposures;

  /**
   * Assigns to those.
   *
   * @param active the running experiments
   * @param log what was declared of users
   * @param exposures what users were exposed to first
   */
  public AssignUser(ActiveExperiments active, EventLog log, ExposedVariants exposures) {
    this.active = active;
    this.log = log;
    this.exposures = exposures;
  }

  /**
   * The answers of all running experiments.
   *
   * @param taking those that the user takes part in
   * @param leftOut those that the user takes no part in
   */
  public record Answers(List<Taking> taking, List<LeftOut> leftOut) {}

  /**
   * An experiment that the user takes part in.
   *
   * @param scenario the scenario whose settings the variant overrides
   * @param assignment which variant and why
   * @param variant what it overrides
   */
  public record Taking(String scenario, Assignment assignment, VariantDefinition variant) {}

  /**
   * An experiment that the user takes no part in.
   *
   * @param key which
   * @param revision the revision that decided
   * @param why what was found first
   */
  public record LeftOut(String key, int revision, Exclusion why) {}

  /**
   * Evaluates all running experiments.
   *
   * @param context what the request tells of the user, such as country and platform; goes before
   *     what was declared
   */
  public Uni<Answers> assign(String userId, Map<String, Object> context) {
    return active
        .current()
        .chain(
            set ->
                Uni.combine()
                    .all()
                    .unis(declared(set, userId), exposed(set, userId))
                    .with(
                        (declared, kept) ->
                            assign(set, UserContext.of(userId, declared, context).keeping(kept))));
  }

  /** Read only if some experiment asks. */
  private Uni<Map<String, Object>> declared(ActiveSet set, String userId) {
    boolean asked =
        set.assigners().stream().anyMatch(each -> each.experiment().condition() != null);
    return asked ? log.attributes(userId) : Uni.createFrom().item(Map.of());
  }

  /** Read only if the split of some experiment has changed. */
  private Uni<StickyVariants> exposed(ActiveSet set, String userId) {
    boolean asked = set.assigners().stream().anyMatch(each -> each.experiment().sticky());
    return asked ? exposures.of(userId) : Uni.createFrom().item(StickyVariants.NONE);
  }

  private static Answers assign(ActiveSet set, UserContext user) {
    List<Taking> taking = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (Assigner assigner : set.assigners()) {
      switch (assigner.evaluate(user)) {
        case Assigned(Assignment given) ->
            taking.add(
                new Taking(
                    assigner.experiment().scenario(),
                    given,
                    assigner.experiment().variant(given.variant())));
        case Excluded(Exclusion why) ->
            leftOut.add(
                new LeftOut(assigner.experiment().key(), assigner.experiment().revision(), why));
      }
    }
    return new Answers(taking, leftOut);
  }
}
