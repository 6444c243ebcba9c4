package io.holdfast.contracts.bucketing;

import io.holdfast.contracts.bucketing.Evaluation.Assigned;
import io.holdfast.contracts.bucketing.Evaluation.Excluded;
import io.holdfast.contracts.event.AssignmentReason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Splits the users of one experiment: the same user always gets the same answer, on every replica
 * and in every SDK. A pure function of the definition and of what is known of the user. Everything
 * is asked in the order of the GrowthBook SDK specification:
 *
 * <ol>
 *   <li>A variant that was asked for is given ({@link AssignmentReason#FORCED}).
 *   <li>A user who was exposed before keeps the variant ({@link AssignmentReason#STICKY}), whatever
 *       filters, namespace, condition, coverage and weights say by now. Asked only where the split
 *       has changed: elsewhere the hash says the same.
 *   <li>Filters, or else the namespace; the condition.
 *   <li>The hash and the variants' ranges ({@link AssignmentReason#SPLIT}).
 *   <li>Who takes part and is held out gets the control ({@link AssignmentReason#HOLDOUT}), so that
 *       those held out are like those who are not. The specification has no holdouts.
 *   <li>Where rankings are interleaved, everyone else who takes part gets both ({@link
 *       AssignmentReason#INTERLEAVED}) and nothing is sticky. Nor has it interleaving.
 * </ol>
 *
 * <p>Ranges, conditions and answers are computed once, so that evaluating allocates nothing (see
 * {@link io.holdfast.contracts.targeting.Condition} for what a condition may). Immutable and
 * thread-safe.
 */
public final class Assigner {
  private static final int NONE = -1;

  private final ExperimentDefinition experiment;
  private final SplitRule rule;
  private final String[] names;
  private final List<Evaluation> split;
  private final List<Evaluation> sticky;
  private final List<Evaluation> forced;
  private final Evaluation heldOut;
  private final String holdoutKey;
  private final Evaluation interleaved;
  private final List<Evaluation> excluded;

  /** Splits as the experiment says. */
  public Assigner(ExperimentDefinition experiment) {
    this(experiment, SplitRule.of(experiment));
  }

  /**
   * Splits an experiment's users by another rule than its own.
   *
   * @throws IllegalArgumentException if the rule has another number of ranges than there are
   *     variants
   */
  public Assigner(ExperimentDefinition experiment, SplitRule rule) {
    if (rule.ranges().size() != experiment.variants().size()) {
      throw new IllegalArgumentException(
          "%d ranges for %d variants"
              .formatted(rule.ranges().size(), experiment.variants().size()));
    }
    this.experiment = experiment;
    this.rule = rule;
    this.names = experiment.variants().stream().map(VariantDefinition::name).toArray(String[]::new);
    this.split = answers(AssignmentReason.SPLIT);
    this.sticky = answers(AssignmentReason.STICKY);
    this.forced = answers(AssignmentReason.FORCED);
    this.heldOut = new Assigned(assignment(experiment.control(), AssignmentReason.HOLDOUT));
    this.holdoutKey = rule.holdout() == null ? null : rule.holdout().key();
    this.interleaved =
        experiment.interleaving() == null
            ? null
            : new Assigned(assignment(experiment.control(), AssignmentReason.INTERLEAVED));
    this.excluded = Arrays.stream(Exclusion.values()).<Evaluation>map(Excluded::new).toList();
  }

  /** What users are split by. */
  public ExperimentDefinition experiment() {
    return experiment;
  }

  /** The user's variant; empty if the user takes no part. */
  public Optional<Assignment> assign(UserContext user) {
    return evaluate(user).assignment();
  }

  /**
   * The user's variant with the reason, or why there is none. A variant that is forced or sticky
   * and that the experiment does not have is as if there were none.
   */
  public Evaluation evaluate(UserContext user) {
    if (names.length < 2) {
      return excluded(Exclusion.NO_CHOICE);
    }
    int asked = index(user.forced().get(experiment.key()));
    if (asked >= 0) {
      return forced.get(asked);
    }
    if (user.id().isEmpty()) {
      return excluded(Exclusion.NO_ID);
    }
    if (rule.isOutdated(experiment.key(), user)) {
      return excluded(Exclusion.OLD_BUCKET_VERSION);
    }
    int kept =
        experiment.sticky()
            ? index(user.sticky().variant(experiment.key(), rule.bucketVersion()))
            : NONE;
    if (kept >= 0 && interleaved == null) {
      return unlessHeldOut(user, sticky.get(kept));
    }
    Exclusion exclusion = rule.exclusion(user);
    if (exclusion != null) {
      return excluded(exclusion);
    }
    double hash = Bucketing.hash(rule.seed(), user.id(), rule.hashVersion());
    if (Double.isNaN(hash)) {
      return excluded(Exclusion.HASH_VERSION);
    }
    int chosen = Bucketing.chooseVariation(hash, rule.ranges());
    return chosen == Bucketing.EXCLUDED
        ? excluded(Exclusion.COVERAGE)
        : unlessHeldOut(user, interleaved == null ? split.get(chosen) : interleaved);
  }

  /**
   * An assignment that something else than the split decided.
   *
   * @throws IllegalArgumentException if the experiment has no such variant
   */
  public Assignment assignment(String variant, AssignmentReason reason) {
    VariantDefinition given = experiment.variant(variant);
    return new Assignment(
        experiment.key(), experiment.revision(), given.name(), reason, propensity(given, reason));
  }

  /** The split alone is by chance; a weight of 0, which nobody gets, is none. */
  private static Double propensity(VariantDefinition variant, AssignmentReason reason) {
    return reason == AssignmentReason.SPLIT && variant.weight() > 0
        ? Double.valueOf(Math.min(1, variant.weight()))
        : null;
  }

  private Evaluation unlessHeldOut(UserContext user, Evaluation answer) {
    return holdoutKey != null && Holdout.holds(holdoutKey, rule.holdout().share(), user.id())
        ? heldOut
        : answer;
  }

  private Evaluation excluded(Exclusion why) {
    return excluded.get(why.ordinal());
  }

  private List<Evaluation> answers(AssignmentReason reason) {
    return experiment.variants().stream()
        .<Evaluation>map(variant -> new Assigned(assignment(variant.name(), reason)))
        .toList();
  }

  private int index(String variant) {
    for (int k = 0; variant != null && k < names.length; k++) {
      if (names[k].equals(variant)) {
        return k;
      }
    }
    return NONE;
  }
}
