package io.holdfast.contracts.bucketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.contracts.bucketing.Evaluation.Assigned;
import io.holdfast.contracts.bucketing.Evaluation.Excluded;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.targeting.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is asked besides the hash, and in which order. */
final class TargetedAssignerTest {
  private static final Condition DUTCH = Condition.of(Map.of("country", "NL"));
  private static final Namespace HALF = new Namespace("home", 0, 0.5);
  private static final int USERS = 5_000;

  @Test
  void whoTakesNoPartIsToldTheFirstReason() {
    Assigner assigner = new Assigner(experiment(0.5, 0.5, HALF, DUTCH));
    Map<String, Integer> outcomes = new HashMap<>();
    for (int user = 0; user < USERS; user++) {
      String id = "u" + user;
      String country = user % 2 == 0 ? "NL" : "DE";
      Evaluation evaluation =
          assigner.evaluate(UserContext.of(id, Map.of("country", country), Map.of()));
      if (!Bucketing.inNamespace(id, HALF)) {
        assertThat(evaluation).isEqualTo(new Excluded(Exclusion.NAMESPACE));
      } else if (country.equals("DE")) {
        assertThat(evaluation).isEqualTo(new Excluded(Exclusion.CONDITION));
      } else {
        String outcome =
            switch (evaluation) {
              case Assigned(Assignment given) -> given.reason().name();
              case Excluded(Exclusion why) -> why.name();
            };
        outcomes.merge(outcome, 1, Integer::sum);
      }
    }
    assertThat(outcomes).containsOnlyKeys("SPLIT", "COVERAGE");
    assertThat(outcomes.get("SPLIT") / (USERS / 4.0)).isCloseTo(0.5, within(0.05));
  }

  @Test
  void theRequestGoesBeforeWhatWasDeclaredAndTheIdBeforeBoth() {
    Assigner assigner = new Assigner(experiment(1, 0.5, null, DUTCH));
    Map<String, String> dutch = Map.of("country", "NL");
    Map<String, String> german = Map.of("country", "DE");

    assertThat(assigner.assign(UserContext.of("u", german, dutch))).isPresent();
    assertThat(assigner.assign(UserContext.of("u", dutch, german))).isEmpty();
    Condition byId = Condition.of(Map.of("id", "u"));
    Assigner one = new Assigner(experiment(1, 0.5, null, byId));
    assertThat(one.assign(UserContext.of("u", Map.of("id", "v"), Map.of("id", "w")))).isPresent();
    assertThat(one.assign(UserContext.of("v", Map.of("id", "u"), Map.of("id", "u")))).isEmpty();
    assertThat(one.assign(UserContext.of("u"))).isPresent();
  }

  @Test
  void whatIsForcedGoesBeforeEverything() {
    Assigner assigner = assigner(experiment(0, 0.5, HALF, DUTCH), new Holdout("all", 1, 1));
    UserContext user =
        new UserContext(
            "", Map.of(), Map.of("home-ranking", "challenger"), (key, version) -> "control");

    assertThat(assigner.assign(user))
        .contains(new Assignment("home-ranking", 7, "challenger", AssignmentReason.FORCED));
    UserContext elsewhere =
        new UserContext("", Map.of(), Map.of("other", "challenger"), StickyVariants.NONE);
    assertThat(assigner.evaluate(elsewhere)).isEqualTo(new Excluded(Exclusion.NO_ID));
    UserContext unknown =
        new UserContext("", Map.of(), Map.of("home-ranking", "absent"), StickyVariants.NONE);
    assertThat(assigner.evaluate(unknown)).isEqualTo(new Excluded(Exclusion.NO_ID));
  }

  @Property(tries = 300)
  void anExposedUserKeepsTheVariantWhateverChanges(
      @ForAll @IntRange(max = 100_000) int user,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double before,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double after,
      @ForAll @DoubleRange(max = 1) double coverage) {
    UserContext fresh = UserContext.of("u" + user);
    String exposed =
        new Assigner(experiment(1, before, null, null)).assign(fresh).orElseThrow().variant();
    UserContext known =
        new UserContext(fresh.id(), Map.of(), Map.of(), (key, bucketVersion) -> exposed);

    Assignment later =
        new Assigner(experiment(coverage, after, HALF, DUTCH)).assign(known).orElseThrow();
    assertThat(later)
        .isEqualTo(new Assignment("home-ranking", 7, exposed, AssignmentReason.STICKY));
  }

  @Test
  void aStickyVariantThatIsGoneIsForgotten() {
    Assigner assigner = new Assigner(experiment(1, 0.5, null, null));
    UserContext user = new UserContext("u", Map.of(), Map.of(), (key, version) -> "gone");

    assertThat(assigner.assign(user)).isEqualTo(assigner.assign(UserContext.of("u")));
  }

  @Test
  void experimentsOfOneHoldoutLeaveTheSameUsersOutAndOnlyThoseWhoWouldTakePart() {
    Holdout holdout = new Holdout("winter", 0.1, 1);
    Assigner everyone = assigner(experiment(1, 0.5, null, null), holdout);
    Assigner some = assigner(experiment(0.3, 0.5, HALF, null), holdout);
    Assigner without = new Assigner(experiment(0.3, 0.5, HALF, null));
    int heldOut = 0;
    for (int user = 0; user < USERS; user++) {
      UserContext context = UserContext.of("u" + user);
      Assignment all = everyone.assign(context).orElseThrow();
      boolean held = all.reason() == AssignmentReason.HOLDOUT;
      heldOut += held ? 1 : 0;
      if (held) {
        assertThat(all.variant()).isEqualTo("control");
      }
      Optional<Assignment> usual = without.assign(context);
      assertThat(some.assign(context).map(Assignment::reason))
          .isEqualTo(usual.map(given -> held ? AssignmentReason.HOLDOUT : given.reason()));
    }
    assertThat((double) heldOut / USERS).isCloseTo(0.1, within(0.02));
  }

  private static Assigner assigner(ExperimentDefinition experiment, Holdout holdout) {
    SplitRule own = SplitRule.of(experiment);
    return new Assigner(
        experiment,
        new SplitRule(
            own.seed(),
            own.hashVersion(),
            own.ranges(),
            own.filters(),
            own.namespace(),
            own.condition(),
            holdout,
            own.bucketVersion(),
            own.minBucketVersion()));
  }

  private static ExperimentDefinition experiment(
      double coverage, double control, Namespace namespace, Condition condition) {
    return new ExperimentDefinition(
        "home-ranking",
        7,
        "home-ranking",
        2,
        "home",
        null,
        coverage,
        List.of(
            new VariantDefinition("control", control, null, null),
            new VariantDefinition("challenger", 1 - control, null, null)),
        "control",
        namespace,
        condition,
        true,
        null);
  }
}
