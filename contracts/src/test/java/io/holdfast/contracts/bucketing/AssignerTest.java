package io.holdfast.contracts.bucketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.ModelReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AssignerTest {
  private static final List<VariantDefinition> HALVES =
      List.of(
          new VariantDefinition("control", 0.5, ModelReference.parse("popular@1"), Map.of()),
          new VariantDefinition("challenger", 0.5, ModelReference.parse("als@1"), Map.of()));

  @Test
  void assignsByTheHash() {
    Assigner assigner = new Assigner(experiment(2, 1, null));

    // The hash of user-1 is 0.7012: see BucketingTest.
    assertThat(assigner.assign(UserContext.of("user-1")))
        .contains(new Assignment("home-ranking", 7, "challenger", AssignmentReason.SPLIT, 0.5));
    assertThat(assigner.assign(UserContext.of("user-1")))
        .isEqualTo(assigner.assign(UserContext.of("user-1")));
    assertThat(assigner.assign(UserContext.of("user-1")).orElseThrow().toEvent())
        .isEqualTo(
            new AssignedVariant("home-ranking", 7, "challenger", AssignmentReason.SPLIT, 0.5));
  }

  @Test
  void sharesFollowWeightsAndCoverage() {
    Assigner assigner = new Assigner(experiment(2, 0.4, null));
    Map<String, Integer> counts = new HashMap<>();
    for (int user = 0; user < 50_000; user++) {
      String variant =
          assigner.assign(UserContext.of("u" + user)).map(Assignment::variant).orElse("nobody");
      counts.merge(variant, 1, Integer::sum);
    }

    assertThat(counts.get("control") / 50_000.0).isCloseTo(0.2, within(0.01));
    assertThat(counts.get("challenger") / 50_000.0).isCloseTo(0.2, within(0.01));
    assertThat(counts.get("nobody") / 50_000.0).isCloseTo(0.6, within(0.01));
  }

  @Test
  void disjointNamespacesNeverMeetInAUser() {
    Assigner first = new Assigner(experiment(2, 1, new Namespace("home", 0, 0.5)));
    Assigner second = new Assigner(experiment(2, 1, new Namespace("home", 0.5, 1)));

    for (int user = 0; user < 2_000; user++) {
      String id = "u" + user;
      assertThat(first.assign(UserContext.of(id)).isPresent())
          .isNotEqualTo(second.assign(UserContext.of(id)).isPresent());
    }
    assertThat(new Namespace("home", 0, 0.5).overlaps(new Namespace("home", 0.5, 1))).isFalse();
    assertThat(new Namespace("home", 0, 0.6).overlaps(new Namespace("home", 0.5, 1))).isTrue();
    assertThat(new Namespace("home", 0, 0.5).overlaps(new Namespace("cart", 0.5, 1))).isTrue();
  }

  @Test
  void unknownHashVersionAndEmptyIdTakeNoPart() {
    assertThat(new Assigner(experiment(9, 1, null)).assign(UserContext.of("user-1")))
        .isEqualTo(Optional.empty());
    assertThat(new Assigner(experiment(2, 1, null)).assign(UserContext.of("")))
        .isEqualTo(Optional.empty());
  }

  @Test
  void seedIsTheKeyUnlessGiven() {
    ExperimentDefinition experiment =
        new ExperimentDefinition(
            "home-ranking", 1, null, 2, "home", null, 1, HALVES, "control", null, null);

    assertThat(experiment.seed()).isEqualTo("home-ranking");
  }

  @Test
  void forcedAssignmentNeedsAVariant() {
    Assigner assigner = new Assigner(experiment(2, 1, null));

    assertThat(assigner.assignment("control", AssignmentReason.FORCED).reason())
        .isEqualTo(AssignmentReason.FORCED);
    assertThatThrownBy(() -> assigner.assignment("absent", AssignmentReason.FORCED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void definitionsThatCannotSplitAreRefused() {
    VariantDefinition half = HALVES.getFirst();
    assertRefused(List.of(half), "control", "sum to 1");
    assertRefused(List.of(half, half), "control", "two variants are called control");
    assertRefused(HALVES, "absent", "no variant is called absent");
    assertRefused(List.of(), "control", "sum to 1");
  }

  private static void assertRefused(
      List<VariantDefinition> variants, String control, String message) {
    assertThatThrownBy(
            () ->
                new ExperimentDefinition(
                    "k", 1, null, 2, "home", null, 1, variants, control, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static ExperimentDefinition experiment(
      int hashVersion, double coverage, Namespace namespace) {
    return new ExperimentDefinition(
        "home-ranking",
        7,
        "home-ranking",
        hashVersion,
        "home",
        null,
        coverage,
        HALVES,
        "control",
        namespace,
        null);
  }
}
