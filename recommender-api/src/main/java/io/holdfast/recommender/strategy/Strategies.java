package io.holdfast.recommender.strategy;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.StrategySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every kind of stage, and the reader that makes a pipeline of specifications. A list of strategies
 * is right if each kind is known, each parameter is known and within its range, none has to come
 * before the one in front of it (see {@link Phase}), and only boosts, caps and pins come more than
 * once. Stateless.
 */
public final class Strategies {
  /** The most stages of one list. */
  public static final int MOST = 16;

  private static final List<StageKind> KINDS = List.of(Boost.KIND);
  private static final Map<String, StageKind> BY_NAME =
      KINDS.stream().collect(Collectors.toMap(StageKind::name, Function.identity()));

  private Strategies() {}

  /**
   * A kind as it is told to people.
   *
   * @param kind its name
   * @param description what it does
   * @param phase when it comes: none may stand before one of an earlier phase
   * @param repeatable whether a list may have it more than once
   * @param parameters in reading order
   */
  public record Description(
      String kind,
      String description,
      String phase,
      boolean repeatable,
      List<StageParameter> parameters) {}

  /** Every kind, in the order of their phases. */
  public static List<Description> descriptions() {
    return KINDS.stream()
        .map(
            kind ->
                new Description(
                    kind.name(),
                    kind.description(),
                    kind.phase().spelling(),
                    kind.repeatable(),
                    kind.parameters()))
        .toList();
  }

  /**
   * Tells everything that is wrong with a list of strategies, e.g. {@code
   * strategies[1].parameters.lambda}.
   *
   * @param field the name of the field that holds the list
   */
  public static void check(List<StrategySpec> specs, String field, Violations violations) {
    read(specs, field, violations);
  }

  /**
   * The pipeline of a list of strategies.
   *
   * @throws io.holdfast.contracts.problem.ProblemException with everything that is wrong with it
   */
  public static Pipeline pipeline(List<StrategySpec> specs) {
    Violations violations = new Violations();
    List<Read> stages = read(specs, "strategies", violations);
    violations.throwIfAny();
    return Pipeline.of(
        stages.stream()
            .map(
                read ->
                    new Pipeline.Step(read.kind().name(), read.kind().make().apply(read.given())))
            .toList());
  }

  private record Read(StageKind kind, StageParameters given) {}

  private static List<Read> read(List<StrategySpec> specs, String field, Violations violations) {
    violations.size(field, specs, MOST);
    List<Read> stages = new ArrayList<>();
    for (int at = 0; at < specs.size(); at++) {
      Violations here = violations.below(field + "[" + at + "]");
      Read stage = read(specs.get(at), here);
      if (stage != null) {
        requireOrder(stages, stage.kind(), here);
        stages.add(stage);
      }
    }
    return stages;
  }

  private static Read read(StrategySpec spec, Violations violations) {
    List<String> names = KINDS.stream().map(StageKind::name).toList();
    if (!violations.required("kind", spec.kind())
        || !violations.oneOf("kind", spec.kind(), names)) {
      return null;
    }
    StageKind kind = BY_NAME.get(spec.kind());
    Violations below = violations.below("parameters");
    StageParameters given = StageParameters.read(kind.parameters(), spec.parameters(), below);
    if (given.isGood()) {
      kind.check().accept(given, below);
    }
    return new Read(kind, given);
  }

  private static void requireOrder(List<Read> before, StageKind kind, Violations violations) {
    violations.check(
        kind.repeatable() || before.stream().noneMatch(earlier -> earlier.kind().equals(kind)),
        "kind",
        kind.name() + " may come once");
    before.stream()
        .map(Read::kind)
        .filter(earlier -> earlier.phase().compareTo(kind.phase()) > 0)
        .findFirst()
        .ifPresent(
            earlier ->
                violations.add(
                    "kind",
                    "%s must come before %s, whose order it would undo"
                        .formatted(kind.name(), earlier.name())));
  }
}
