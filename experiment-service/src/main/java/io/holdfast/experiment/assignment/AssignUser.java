package io.holdfast.experiment.assignment;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.Assignment;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/**
 * Which variants a user gets, by the function that recommender-api evaluates. The weights of an
 * experiment that has started never change, so the answer stays the same for its life. Thread-safe.
 */
public final class AssignUser {
  private final ActiveExperiments active;

  public AssignUser(ActiveExperiments active) {
    this.active = active;
  }

  /**
   * One experiment's answer.
   *
   * @param scenario the scenario whose settings the variant overrides
   * @param assignment which variant and why
   * @param variant what it overrides
   */
  public record Assigned(String scenario, Assignment assignment, VariantDefinition variant) {}

  /** The user's variants in all running experiments that the user takes part in. */
  public Uni<List<Assigned>> assign(String userId) {
    return active.current().map(set -> assign(set, userId));
  }

  private static List<Assigned> assign(ActiveSet set, String userId) {
    List<Assigned> all = new ArrayList<>();
    for (Assigner assigner : set.assigners()) {
      assigner
          .assign(userId)
          .ifPresent(
              assignment ->
                  all.add(
                      new Assigned(
                          assigner.experiment().scenario(),
                          assignment,
                          assigner.experiment().variant(assignment.variant()))));
    }
    return all;
  }
}
