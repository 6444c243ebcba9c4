package io.holdfast.contracts.bucketing;

import io.holdfast.contracts.targeting.Condition;
import java.util.List;
import java.util.Objects;

/**
 * How the users of an experiment are chosen and split: all that the GrowthBook SDK specification
 * has for it. An {@link ExperimentDefinition} makes use of a part.
 *
 * @param seed what the hash is seeded with
 * @param hashVersion see {@link Bucketing#hash}
 * @param ranges the part of the unit interval of each variant, in their order
 * @param filters all must let a user in; where there are any, the namespace does not count
 * @param namespace the part of a namespace that is taken; null for all users
 * @param condition what a user's attributes must meet; null for nothing
 * @param holdout users that keep the control; null for none
 * @param bucketVersion what is sticky holds for this version of the split alone
 * @param minBucketVersion users who were exposed under a version before this take no part any more
 */
public record SplitRule(
    String seed,
    int hashVersion,
    List<BucketRange> ranges,
    List<BucketFilter> filters,
    Namespace namespace,
    Condition condition,
    Holdout holdout,
    int bucketVersion,
    int minBucketVersion) {
  public SplitRule {
    Objects.requireNonNull(seed, "seed");
    ranges = List.copyOf(ranges);
    filters = List.copyOf(filters);
  }

  /** The rule of an experiment. */
  public static SplitRule of(ExperimentDefinition experiment) {
    List<VariantDefinition> variants = experiment.variants();
    double[] weights = variants.stream().mapToDouble(VariantDefinition::weight).toArray();
    return new SplitRule(
        experiment.seed(),
        experiment.hashVersion(),
        Bucketing.bucketRanges(variants.size(), experiment.coverage(), weights),
        List.of(),
        experiment.namespace(),
        experiment.condition(),
        experiment.holdout(),
        0,
        0);
  }

  /** Why a user who was never exposed is not to be; null if nothing speaks against it. */
  Exclusion exclusion(UserContext user) {
    for (int k = 0; k < filters.size(); k++) {
      if (!filters.get(k).admits(user)) {
        return Exclusion.FILTER;
      }
    }
    if (filters.isEmpty() && namespace != null && !Bucketing.inNamespace(user.id(), namespace)) {
      return Exclusion.NAMESPACE;
    }
    return condition == null || condition.matches(user.attributes()) ? null : Exclusion.CONDITION;
  }

  /** Whether the user was exposed under a version that is not to take part any more. */
  boolean isOutdated(String key, UserContext user) {
    for (int version = 0; version < minBucketVersion; version++) {
      if (user.sticky().variant(key, version) != null) {
        return true;
      }
    }
    return false;
  }
}
