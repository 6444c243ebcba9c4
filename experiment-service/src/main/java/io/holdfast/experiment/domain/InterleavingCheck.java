package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.Interleaving;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.experiment.domain.ExperimentDraft.InterleavingDraft;
import io.holdfast.experiment.domain.ExperimentDraft.VariantDraft;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must hold of a draft that interleaves two rankings, beside what must hold of every draft. It
 * decides nothing, so it has no policy of its own. Thread-safe.
 */
final class InterleavingCheck {
  /**
   * Stands in the log for the policy that an experiment that interleaves does not have: no metric
   * has that name, and nothing is decided without a person.
   */
  static final DecisionPolicy NO_POLICY =
      new DecisionPolicy(
          "interleaving-preference", List.of(), 0.05, 0, 0, DecisionPolicy.Mode.APPROVAL);

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final int MOST_TYPES = 10;
  private static final int LONGEST_ATTRIBUTION = 168;
  private static final int MOST_DAYS = 28;
  private static final double HALF = 0.5;

  private InterleavingCheck() {}

  static void check(ExperimentDraft draft, Violations violations) {
    InterleavingDraft interleaving = draft.interleaving();
    if (interleaving.creditTypes() != null) {
      creditTypes(interleaving.creditTypes(), violations);
    }
    within(
        "interleaving.attributionHours",
        interleaving.attributionHours(),
        LONGEST_ATTRIBUTION,
        violations);
    within("interleaving.days", interleaving.days(), MOST_DAYS, violations);
    violations.check(
        draft.policy() == null,
        "policy",
        "must be absent: interleaving compares two rankings and decides nothing");
    violations.check(
        draft.bandit() == null, "bandit", "must be absent: interleaving splits nobody");
    violations.check(
        draft.plan() == null, "plan", "must be absent: a plan is for a metric of split users");
    if (draft.variants() != null) {
      variants(draft.variants(), violations);
    }
  }

  /** By the draft, which was found valid. */
  static Interleaving interleaving(InterleavingDraft draft) {
    return new Interleaving(
        draft.creditTypes() == null ? Interleaving.CREDIT_TYPES : draft.creditTypes(),
        draft.attributionHours() == null
            ? Interleaving.ATTRIBUTION_HOURS
            : draft.attributionHours(),
        draft.days() == null ? Interleaving.DAYS : draft.days());
  }

  private static void variants(List<VariantDraft> variants, Violations violations) {
    violations.check(
        variants.size() == 2,
        "variants",
        "must be the two whose rankings are interleaved, were " + variants.size());
    for (int k = 0; k < variants.size(); k++) {
      VariantDraft variant = variants.get(k);
      if (variant != null && variant.weight() != null) {
        violations.check(
            variant.weight() == HALF,
            "variants[" + k + "].weight",
            "must be 0.5, for every user gets both rankings, was " + variant.weight());
      }
    }
  }

  private static void creditTypes(List<String> types, Violations violations) {
    String field = "interleaving.creditTypes";
    if (types.isEmpty() || types.size() > MOST_TYPES) {
      violations.add(field, "must be 1 to %d, were %d".formatted(MOST_TYPES, types.size()));
    }
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < types.size(); k++) {
      String type = types.get(k);
      if (type == null || !TYPE.matcher(type).matches()) {
        violations.add(
            field + "[" + k + "]", "must be a lower-case word, as in an interaction, was " + type);
      } else if (!seen.add(type)) {
        violations.add(field + "[" + k + "]", "must be unique, " + type + " is there twice");
      }
    }
  }

  private static void within(String field, Integer value, int most, Violations violations) {
    violations.check(
        value == null || (value >= 1 && value <= most),
        field,
        "must be 1 to %d, was %s".formatted(most, value));
  }
}
