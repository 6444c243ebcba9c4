package io.holdfast.contracts.bucketing;

import io.holdfast.contracts.event.Interleaving;
import io.holdfast.contracts.targeting.Condition;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * All that is needed to split users: what {@code GET /v1/experiments/active} tells.
 *
 * @param key the experiment's key
 * @param revision the revision this is
 * @param seed what the hash is seeded with; the key if null
 * @param hashVersion see {@link Bucketing#hash}
 * @param scenario the scenario whose settings the variants override
 * @param interleaving how the rankings of its two variants are mixed; null if users are split
 * @param coverage the share of users that take part, 0 to 1
 * @param variants the arms in the order of their ranges, at least one; their weights sum to 1
 * @param control the name of the arm that the others are compared with
 * @param namespace the part of a namespace it takes; null if it shares users with everyone
 * @param condition what a user's attributes must meet to take part; null for everyone
 * @param sticky whether users who were exposed may be in another variant than their hash says now,
 *     so that what they were exposed to first has to be looked up
 * @param holdout the users that keep the control; null for none
 */
public record ExperimentDefinition(
    String key,
    int revision,
    String seed,
    int hashVersion,
    String scenario,
    Interleaving interleaving,
    double coverage,
    List<VariantDefinition> variants,
    String control,
    Namespace namespace,
    Condition condition,
    boolean sticky,
    Holdout holdout) {
  public ExperimentDefinition {
    Objects.requireNonNull(key, "key");
    seed = seed == null ? key : seed;
    Objects.requireNonNull(scenario, "scenario");
    if (!(0 <= coverage && coverage <= 1)) {
      throw new IllegalArgumentException("coverage must lie in [0, 1], was " + coverage);
    }
    variants = List.copyOf(variants);
    Set<String> names = new HashSet<>();
    double total = 0;
    for (VariantDefinition variant : variants) {
      if (!names.add(variant.name())) {
        throw new IllegalArgumentException("two variants are called " + variant.name());
      }
      total += variant.weight();
    }
    if (!(0.99 <= total && total <= 1.01)) {
      throw new IllegalArgumentException("the weights must sum to 1, sum to " + total);
    }
    if (!names.contains(control)) {
      throw new IllegalArgumentException("no variant is called " + control + ", the control");
    }
    if (interleaving != null && variants.size() != 2) {
      throw new IllegalArgumentException(
          "two rankings are interleaved, there are " + variants.size());
    }
  }

  /** An experiment whose users are all where their hash says, without a holdout. */
  public ExperimentDefinition(
      String key,
      int revision,
      String seed,
      int hashVersion,
      String scenario,
      Interleaving interleaving,
      double coverage,
      List<VariantDefinition> variants,
      String control,
      Namespace namespace,
      Condition condition) {
    this(
        key,
        revision,
        seed,
        hashVersion,
        scenario,
        interleaving,
        coverage,
        variants,
        control,
        namespace,
        condition,
        false,
        null);
  }

  /**
   * The variant with that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public VariantDefinition variant(String name) {
    for (VariantDefinition variant : variants) {
      if (variant.name().equals(name)) {
        return variant;
      }
    }
    throw new IllegalArgumentException("experiment " + key + " has no variant " + name);
  }
}
