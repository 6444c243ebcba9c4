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
 * is right if each kind is known, each parameter is known and within its range, none would undo the
 * order of the one in front of it (see {@link Phase}), only boosts and pins come more than once,
 * and no two pins want the same place. Stateless.
 */
public final class Strategies {
  /** The most stages of one list. */
  public static final int MOST = 16;

  private static final List<StageKind<?>> KINDS =
      List.of(
          Fatigue.KIND,
          Freshness.KIND,
          PopularityDamping.KIND,
          Boost.KIND,
          ReturnPropensity.KIND,
          Exploration.KIND,
          Diversity.KIND,
          CategoryCap.KIND,
          Pin.KIND);
  private static final List<String> NAMES = KINDS.stream().map(StageKind::name).toList();
  private static final Map<String, StageKind<?>> BY_NAME =
      KINDS.stream().collect(Collectors.toMap(StageKind::name, Function.identity()));

  private Strategies() {}

  /**
   * A kind as it is told to people.
   *
   * @param kind its name
   * @param description what it does
   * @param phase when it comes: none may stand behind one of a later phase
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
    return assembled(stages);
  }

  private static Pipeline assembled(List<Read> stages) {
    List<Pipeline.Step> before = new ArrayList<>();
    List<Pipeline.Step> after = new ArrayList<>();
    List<Pin> pins = new ArrayList<>();
    Exploration exploration = null;
    for (Read read : stages) {
      switch (read.made()) {
        case Exploration explores -> exploration = explores;
        case Pin pin -> pins.add(pin);
        case Stage stage when read.kind().phase().compareTo(Phase.EXPLORE) < 0 ->
            before.add(new Pipeline.Step(read.kind().name(), stage));
        case Stage stage -> after.add(new Pipeline.Step(read.kind().name(), stage));
      }
    }
    if (!pins.isEmpty()) {
      after.add(new Pipeline.Step(Pin.KIND.name(), new Promotions(pins)));
    }
    return new Pipeline(before, exploration, after);
  }

  /** What was read of one specification. */
  private record Read(StageKind<?> kind, StageKind.Made made) {}

  private static List<Read> read(List<StrategySpec> specs, String field, Violations violations) {
    violations.size(field, specs, MOST);
    List<Read> stages = new ArrayList<>();
    for (int at = 0; at < specs.size(); at++) {
      Violations here = violations.below(field + "[" + at + "]");
      StrategySpec spec = specs.get(at);
      if (here.required("kind", spec.kind()) && here.oneOf("kind", spec.kind(), NAMES)) {
        Read stage = read(BY_NAME.get(spec.kind()), spec, here);
        checkAmong(stages, stage, here);
        stages.add(stage);
      }
    }
    return stages;
  }

  private static Read read(StageKind<?> kind, StrategySpec spec, Violations violations) {
    Violations below = violations.below("parameters");
    StageParameters given = StageParameters.read(kind.parameters(), spec.parameters(), below);
    if (!given.isGood()) {
      return new Read(kind, null);
    }
    kind.check().accept(given, below);
    return new Read(kind, kind.make().apply(given));
  }

  /** Checks a stage against those in front of it. */
  private static void checkAmong(List<Read> before, Read stage, Violations violations) {
    StageKind<?> kind = stage.kind();
    violations.check(
        kind.repeatable() || before.stream().noneMatch(earlier -> earlier.kind() == kind),
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
    if (stage.made() instanceof Pin pin) {
      violations.check(
          before.stream()
              .noneMatch(
                  earlier ->
                      earlier.made() instanceof Pin other && other.position() == pin.position()),
          "parameters.position",
          "is the place of another pin");
    }
  }
}
