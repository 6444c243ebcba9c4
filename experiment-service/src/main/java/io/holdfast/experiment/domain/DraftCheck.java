package io.holdfast.experiment.domain;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.bucketing.Namespace;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.FlagValue;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.contracts.targeting.Condition;
import io.holdfast.experiment.domain.ExperimentDraft.GuardrailDraft;
import io.holdfast.experiment.domain.ExperimentDraft.NamespaceDraft;
import io.holdfast.experiment.domain.ExperimentDraft.PolicyDraft;
import io.holdfast.experiment.domain.ExperimentDraft.VariantDraft;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds everything that is wrong with a draft at once, and makes the spec if nothing is; its
 * holdout, of which a draft has the name alone, is for the caller to set. Thread-safe.
 */
public final class DraftCheck {
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");
  private static final String WORD_RULE =
      "must have 1 to 128 lower-case letters, digits and - _ . and begin with a letter or digit";
  private static final Set<String> RESERVED_KEYS = Set.of("active");
  private static final double WEIGHT_TOLERANCE = 0.001;
  private static final int MOST_VARIANTS = 20;
  private static final int MOST_GUARDRAILS = 10;
  private static final int MOST_PARAMETERS = 64;
  private static final int LONGEST_NAME = 256;
  private static final double DEFAULT_ALPHA = 0.05;
  private static final Map<String, DecisionPolicy.Mode> MODES =
      Arrays.stream(DecisionPolicy.Mode.values())
          .collect(Collectors.toMap(DecisionPolicy.Mode::wire, Function.identity()));

  private final ExperimentDraft draft;
  private final Violations violations = new Violations();

  private DraftCheck(ExperimentDraft draft) {
    this.draft = draft;
  }

  /**
   * The spec of a new experiment.
   *
   * @throws io.holdfast.contracts.problem.ProblemException if the draft is not valid, with all that
   *     is wrong
   */
  public static ExperimentSpec created(ExperimentDraft draft) {
    DraftCheck check = new DraftCheck(draft);
    check.key();
    check.rest();
    check.violations.throwIfAny();
    return spec(draft, draft.key());
  }

  /**
   * The spec that is to replace an experiment's; the draft's key may be absent.
   *
   * @throws io.holdfast.contracts.problem.ProblemException if the draft is not valid, with all that
   *     is wrong
   */
  public static ExperimentSpec replaced(ExperimentDraft draft, String key) {
    DraftCheck check = new DraftCheck(draft);
    if (draft.key() != null && !draft.key().equals(key)) {
      check.refuse("key", "must be " + key + " as in the path: a key never changes");
    }
    check.rest();
    check.violations.throwIfAny();
    return spec(draft, key);
  }

  private static ExperimentSpec spec(ExperimentDraft draft, String key) {
    PolicyDraft policy = draft.policy();
    NamespaceDraft namespace = draft.namespace();
    return new ExperimentSpec(
        draft.name() == null ? key : draft.name(),
        draft.scenario(),
        draft.interleaving() == null ? null : InterleavingCheck.interleaving(draft.interleaving()),
        coverage(draft),
        RampCheck.ramp(draft.ramp()),
        draft.control(),
        draft.bandit() == null ? null : BanditCheck.bandit(draft.bandit()),
        draft.variants().stream()
            .map(
                variant ->
                    new Variant(
                        variant.name(),
                        variant.weight(),
                        ModelChoice.parse(variant.model()),
                        variant.parameters() == null ? Map.of() : variant.parameters(),
                        variant.value() == null ? null : new FlagValue(variant.value())))
            .toList(),
        policy == null ? InterleavingCheck.NO_POLICY : decided(policy),
        draft.plannedUsers() == null ? ExperimentSpec.LEFT_TO_THE_PLAN : draft.plannedUsers(),
        PlanCheck.plan(draft.plan()),
        namespace == null
            ? null
            : new Namespace(namespace.name(), namespace.start(), namespace.end()),
        null,
        draft.condition() == null ? null : Condition.of(draft.condition()));
  }

  private static double coverage(ExperimentDraft draft) {
    if (draft.ramp() != null) {
      return draft.ramp().steps().getFirst().coverage();
    }
    return draft.coverage() == null ? 1 : draft.coverage();
  }

  private static DecisionPolicy decided(PolicyDraft policy) {
    return new DecisionPolicy(
        policy.successMetric(),
        guardrails(policy).stream()
            .map(each -> new DecisionPolicy.Guardrail(each.metric(), each.margin()))
            .toList(),
        policy.alpha() == null ? DEFAULT_ALPHA : policy.alpha(),
        policy.minimumUsers(),
        policy.minimumDays(),
        policy.mode() == null ? DecisionPolicy.Mode.AUTOMATIC : MODES.get(policy.mode()));
  }

  private void key() {
    if (word("key", draft.key()) && RESERVED_KEYS.contains(draft.key())) {
      refuse("key", "must not be one of " + RESERVED_KEYS);
    }
    if (draft.key() != null && draft.key().startsWith(Holdout.KEY_PREFIX)) {
      refuse("key", "must not begin with " + Holdout.KEY_PREFIX + ", as the keys of holdouts do");
    }
  }

  private void rest() {
    if (draft.name() != null
        && (draft.name().isBlank()
            || draft.name().length() > LONGEST_NAME
            || draft.name().indexOf(0) >= 0)) {
      refuse("name", "must have 1 to " + LONGEST_NAME + " characters");
    }
    word("scenario", draft.scenario());
    if (draft.coverage() != null && !(draft.coverage() > 0 && draft.coverage() <= 1)) {
      refuse("coverage", "must be above 0 and at most 1, was " + draft.coverage());
    }
    plan();
    variants();
    if (draft.interleaving() != null) {
      InterleavingCheck.check(draft, violations);
    } else if (draft.policy() == null) {
      refuse("policy", "is missing: by what is the experiment decided?");
    } else {
      policy(draft.policy());
    }
    if (draft.ramp() != null) {
      RampCheck.check(draft, violations);
    }
    if (draft.bandit() != null && draft.interleaving() == null) {
      BanditCheck.check(draft, violations);
    }
    if (draft.namespace() != null) {
      namespace(draft.namespace());
    }
    if (draft.holdout() != null) {
      word("holdout", draft.holdout());
    }
    if (draft.condition() != null) {
      violations.addAll(Condition.check("condition", draft.condition()));
    }
  }

  private void plan() {
    if (draft.plannedUsers() == null && draft.plan() == null) {
      refuse(
          "plannedUsers", "is required where no plan computes it: give it or plan.minimumEffect");
    }
    if (draft.plannedUsers() != null && draft.plannedUsers() < 1) {
      refuse("plannedUsers", "must be 1 or more, was " + draft.plannedUsers());
    }
    if (draft.plan() != null && draft.interleaving() == null) {
      PolicyDraft policy = draft.policy();
      PlanCheck.check(
          draft.plan(),
          policy == null ? null : policy.successMetric(),
          policy == null || policy.alpha() == null ? DEFAULT_ALPHA : policy.alpha(),
          violations.below("plan"));
    }
  }

  private void variants() {
    List<VariantDraft> variants = draft.variants();
    if (variants == null || variants.size() < 2 || variants.size() > MOST_VARIANTS) {
      refuse(
          "variants",
          "must be 2 to %d, were %d"
              .formatted(MOST_VARIANTS, variants == null ? 0 : variants.size()));
    }
    if (variants == null) {
      violations.required("control", draft.control());
      return;
    }
    Set<String> names = new HashSet<>();
    double sum = 0;
    boolean everyWeight = true;
    for (int k = 0; k < variants.size(); k++) {
      VariantDraft variant = variants.get(k);
      String field = "variants[" + k + "]";
      if (variant == null) {
        refuse(field, "must be an object with name, weight and model");
        everyWeight = false;
        continue;
      }
      if (word(field + ".name", variant.name()) && !names.add(variant.name())) {
        refuse(field + ".name", "must be unique, " + variant.name() + " is there twice");
      }
      if (variant.weight() == null || !(variant.weight() > 0 && variant.weight() <= 1)) {
        refuse(field + ".weight", "must be above 0 and at most 1, was " + variant.weight());
        everyWeight = false;
      } else {
        sum += variant.weight();
      }
      model(field + ".model", variant.model());
      if (variant.parameters() != null && variant.parameters().size() > MOST_PARAMETERS) {
        refuse(field + ".parameters", "must have at most " + MOST_PARAMETERS + " entries");
      }
      if (variant.parameters() != null && variant.parameters().containsValue(null)) {
        refuse(field + ".parameters", "must have no null values: leave the entry out");
      }
      if (variant.value() != null) {
        FlagValue.check(field + ".value", variant.value()).forEach(this::refuse);
      }
    }
    if (everyWeight && Math.abs(sum - 1) > WEIGHT_TOLERANCE) {
      refuse("variants", "weights must sum to 1 ± %s, sum to %s".formatted(WEIGHT_TOLERANCE, sum));
    }
    if (draft.control() == null || !names.contains(draft.control())) {
      refuse(
          "control",
          "must name one of the variants %s, was %s"
              .formatted(names.stream().sorted().toList(), draft.control()));
    }
  }

  private void model(String field, String model) {
    if (model == null) {
      refuse(field, "is missing: a model as name or name@version");
      return;
    }
    try {
      ModelChoice.parse(model);
    } catch (IllegalArgumentException e) {
      refuse(field, "must be name or name@version: " + e.getMessage());
    }
  }

  private void policy(PolicyDraft policy) {
    metric("policy.successMetric", policy.successMetric());
    List<GuardrailDraft> guardrails = guardrails(policy);
    if (guardrails.size() > MOST_GUARDRAILS) {
      refuse("policy.guardrails", "must be at most " + MOST_GUARDRAILS);
    }
    Set<String> names = new HashSet<>();
    for (int k = 0; k < guardrails.size(); k++) {
      GuardrailDraft guardrail = guardrails.get(k);
      String field = "policy.guardrails[" + k + "]";
      if (guardrail == null) {
        refuse(field, "must be an object with metric and margin");
        continue;
      }
      metric(field + ".metric", guardrail.metric());
      if (guardrail.metric() != null && !names.add(guardrail.metric())) {
        refuse(field + ".metric", "must be unique, " + guardrail.metric() + " is there twice");
      }
      if (guardrail.margin() == null
          || !(guardrail.margin() > 0)
          || !Double.isFinite(guardrail.margin())) {
        refuse(field + ".margin", "must be above 0, was " + guardrail.margin());
      }
    }
    if (policy.alpha() != null && !(policy.alpha() > 0 && policy.alpha() <= 0.5)) {
      refuse("policy.alpha", "must be above 0 and at most 0.5, was " + policy.alpha());
    }
    notNegative("policy.minimumUsers", policy.minimumUsers());
    notNegative("policy.minimumDays", policy.minimumDays());
    violations.oneOf("policy.mode", policy.mode(), MODES.keySet());
  }

  private void namespace(NamespaceDraft namespace) {
    word("namespace.name", namespace.name());
    if (namespace.start() == null || !(namespace.start() >= 0 && namespace.start() < 1)) {
      refuse("namespace.start", "must be 0 or more and below 1, was " + namespace.start());
    } else if (namespace.end() == null
        || !(namespace.end() > namespace.start() && namespace.end() <= 1)) {
      refuse("namespace.end", "must be above start and at most 1, was " + namespace.end());
    }
  }

  private void metric(String field, String id) {
    if (id == null) {
      refuse(field, "is missing: one of " + MetricNames.ALLOWED);
    } else {
      MetricNames.objection(id).ifPresent(objection -> refuse(field, objection));
    }
  }

  private void notNegative(String field, Integer value) {
    if (value == null || value < 0) {
      refuse(field, "must be 0 or more, was " + value);
    }
  }

  private boolean word(String field, String value) {
    if (value == null || !WORD.matcher(value).matches()) {
      refuse(field, WORD_RULE + ", was " + value);
      return false;
    }
    return true;
  }

  private void refuse(String field, String message) {
    violations.add(field, message);
  }

  private static List<GuardrailDraft> guardrails(PolicyDraft policy) {
    return policy.guardrails() == null ? List.of() : policy.guardrails();
  }
}
