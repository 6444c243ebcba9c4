package io.holdfast.contracts.bucketing;

import io.holdfast.contracts.event.AssignmentReason;
import java.util.List;
import java.util.Optional;

/**
 * Splits the users of one experiment: the same user always gets the same answer, on every replica
 * and in every SDK. A pure function of definition and user id; what a user saw before (sticky) and
 * who is held out is decided elsewhere and before. Ranges and answers are computed once, so that
 * assigning allocates nothing. Immutable and thread-safe.
 */
public final class Assigner {
  private final ExperimentDefinition experiment;
  private final List<BucketRange> ranges;
  private final List<Optional<Assignment>> answers;

  public Assigner(ExperimentDefinition experiment) {
    this.experiment = experiment;
    List<VariantDefinition> variants = experiment.variants();
    double[] weights = variants.stream().mapToDouble(VariantDefinition::weight).toArray();
    this.ranges = Bucketing.bucketRanges(variants.size(), experiment.coverage(), weights);
    this.answers =
        variants.stream()
            .map(variant -> Optional.of(assignment(variant.name(), AssignmentReason.SPLIT)))
            .toList();
  }

  /** What users are split by. */
  public ExperimentDefinition experiment() {
    return experiment;
  }

  /**
   * The user's variant with the reason {@link AssignmentReason#SPLIT}; empty if the user takes no
   * part: the id is empty, outside the namespace's part or outside the covered ranges, or the hash
   * version is not known.
   */
  public Optional<Assignment> assign(String userId) {
    if (userId.isEmpty()) {
      return Optional.empty();
    }
    Namespace namespace = experiment.namespace();
    if (namespace != null && !Bucketing.inNamespace(userId, namespace)) {
      return Optional.empty();
    }
    double hash = Bucketing.hash(experiment.seed(), userId, experiment.hashVersion());
    int chosen = Bucketing.chooseVariation(hash, ranges);
    return chosen == Bucketing.EXCLUDED ? Optional.empty() : answers.get(chosen);
  }

  /**
   * An assignment that something else than the split decided.
   *
   * @throws IllegalArgumentException if the experiment has no such variant
   */
  public Assignment assignment(String variant, AssignmentReason reason) {
    String name = experiment.variant(variant).name();
    return new Assignment(experiment.key(), experiment.revision(), name, reason);
  }
}
