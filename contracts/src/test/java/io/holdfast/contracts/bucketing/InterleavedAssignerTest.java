package io.holdfast.contracts.bucketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.bucketing.Evaluation.Assigned;
import io.holdfast.contracts.bucketing.Evaluation.Excluded;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.Interleaving;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.targeting.Condition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets both rankings of an experiment that interleaves them. */
final class InterleavedAssignerTest {
  private static final int USERS = 2_000;

  @Test
  void everyoneWhoWouldBeSplitGetsBoth() {
    Assigner split = new Assigner(experiment(null, 0.4));
    Assigner interleaved = new Assigner(experiment(Interleaving.STANDARD, 0.4));

    for (int user = 0; user < USERS; user++) {
      UserContext context =
          UserContext.of("u" + user, Map.of("country", user % 2 == 0 ? "NL" : "DE"), Map.of());
      Evaluation expected =
          switch (split.evaluate(context)) {
            case Assigned(Assignment _) ->
                new Assigned(
                    new Assignment("home-ranking", 7, "control", AssignmentReason.INTERLEAVED));
            case Excluded excluded -> excluded;
          };
      assertThat(interleaved.evaluate(context)).isEqualTo(expected);
    }
  }

  @Test
  void aVariantThatIsAskedForIsShownAlone() {
    Assigner assigner = new Assigner(experiment(Interleaving.STANDARD, 1));
    UserContext user = UserContext.of("u", Map.of("country", "NL"), Map.of());

    assertThat(assigner.assign(user.forcedTo(Map.of("home-ranking", "challenger"))))
        .contains(new Assignment("home-ranking", 7, "challenger", AssignmentReason.FORCED));
  }

  @Test
  void whatAUserSawBeforeDoesNotMatter() {
    Assigner assigner = new Assigner(experiment(Interleaving.STANDARD, 1));
    UserContext user =
        new UserContext("u", Map.of("country", "NL"), Map.of(), (key, version) -> "challenger");

    assertThat(assigner.assign(user).orElseThrow().reason())
        .isEqualTo(AssignmentReason.INTERLEAVED);
  }

  @Test
  void definitionsFromBeforeInterleavingSplitUsers() {
    ExperimentDefinition definition = experiment(null, 1);
    String json = Json.write(definition);

    assertThat(json).doesNotContain("interleaving");
    assertThat(Json.read(json, ExperimentDefinition.class).interleaving()).isNull();
    ExperimentDefinition interleaved = experiment(Interleaving.STANDARD, 1);
    assertThat(Json.read(Json.write(interleaved), ExperimentDefinition.class))
        .isEqualTo(interleaved);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Interleaving(List.of(), 24, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("creditTypes");
    assertThatThrownBy(() -> new Interleaving(List.of("click", "click"), 24, 7))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interleaving(List.of("click"), 0, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 and 7");
    assertThatThrownBy(
            () ->
                new ExperimentDefinition(
                    "three",
                    1,
                    null,
                    2,
                    "home",
                    Interleaving.STANDARD,
                    1,
                    List.of(variant("a", 0.4), variant("b", 0.3), variant("c", 0.3)),
                    "a",
                    null,
                    null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two rankings");
  }

  private static ExperimentDefinition experiment(Interleaving interleaving, double coverage) {
    return new ExperimentDefinition(
        "home-ranking",
        7,
        "home-ranking",
        2,
        "home",
        interleaving,
        coverage,
        List.of(variant("control", 0.5), variant("challenger", 0.5)),
        "control",
        new Namespace("home", 0, 0.7),
        Condition.of(Map.of("country", "NL")));
  }

  private static VariantDefinition variant(String name, double weight) {
    return new VariantDefinition(name, weight, null, null);
  }
}
