package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.recommender.serving.RecommendationRequest.SessionInteraction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TasteTest {
  private static final ServingSettings SETTINGS =
      new ServingSettings(
          500,
          Set.of("click", "like"),
          Set.of("click", "like", "dislike", "skip"),
          30,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          2,
          1);

  private static final SeenRule SEEN = new SeenRule(SETTINGS.seenTypes(), Long.MIN_VALUE);

  @Test
  void likedItemsAreInTimeOrderAndUnknownOnesPassedOver() {
    Taste taste =
        Taste.of(
            List.of(stored("c", "click", 30), stored("x", "like", 20), stored("a", "click", 10)),
            List.of(told("b", "click", 40), told("a", "like", 50)),
            SETTINGS,
            SEEN);
    History history = taste.history(model("popular", Map.of()));
    assertThat(history.items()).containsExactly(0, 2, 1, 0);
    assertThat(history.epochSecond(0)).isEqualTo(10);
    assertThat(history.epochSecond(3)).isEqualTo(50);
    assertThat(taste.seen()).containsExactlyInAnyOrder("a", "b", "c", "x");
  }

  @Test
  void whatIsNeitherPositiveNorSeenDoesNotCount() {
    Taste taste =
        Taste.of(
            List.of(
                stored("a", "view", 30),
                stored(null, Interaction.VISIT, 20),
                stored("b", "skip", 10)),
            List.of(),
            SETTINGS,
            SEEN);
    assertThat(taste.liked()).isEmpty();
    assertThat(taste.seen()).containsExactly("b");
  }

  @Test
  void aDislikeUndoesTheLikesBeforeItAndNotThoseAfter() {
    Taste regretted =
        Taste.of(
            List.of(stored("a", "dislike", 20), stored("a", "like", 10)),
            List.of(),
            SETTINGS,
            SEEN);
    assertThat(regretted.liked()).isEmpty();
    Taste forgiven =
        Taste.of(
            List.of(stored("a", "like", 20), stored("a", "dislike", 10)),
            List.of(),
            SETTINGS,
            SEEN);
    assertThat(forgiven.liked()).hasSize(1);
    assertThat(forgiven.seen()).containsExactly("a");
  }

  @Test
  void modelsOfRatingsAreGivenTheValuesOfRatingsAlone() {
    Taste taste =
        Taste.of(
            List.of(rated("b", 4.5, 30), stored("a", "click", 20), rated("a", null, 10)),
            List.of(),
            SETTINGS,
            SEEN);
    History history =
        taste.history(model("explicit-mf", Map.of("samples", "1", "factors", "1", "burn-in", "0")));
    assertThat(history.items()).containsExactly(1);
    assertThat(history.weight(0)).isEqualTo(4.5f);
    assertThat(history.criteria().rating(0, 0)).isEqualTo(5f);
  }

  private static RankingModel model(String kind, Map<String, String> parameters) {
    InteractionLog.Builder log = InteractionLog.builder();
    log.add("u", "a", 1, 1).add("u", "b", 2, 2).add("v", "c", 3, 3).add("v", "a", 4, 4);
    ModelKind found = ModelKinds.named(kind);
    return found.train(
        log.build().toMatrix(found.duplicates()),
        found.parameters().parse(parameters),
        TrainingContext.withSeed(1));
  }

  private static SessionInteraction told(String itemId, String type, long epochSecond) {
    return new SessionInteraction(itemId, type, Instant.ofEpochSecond(epochSecond));
  }

  private static Interaction stored(String itemId, String type, long epochSecond) {
    return interaction(itemId, type, null, epochSecond, Map.of());
  }

  private static Interaction rated(String itemId, Double value, long epochSecond) {
    return interaction(itemId, "rating", value, epochSecond, Map.of("service", 5.0));
  }

  private static Interaction interaction(
      String itemId, String type, Double value, long epochSecond, Map<String, Double> criteria) {
    return new Interaction(
        UUID.randomUUID(),
        "u",
        itemId,
        type,
        value,
        criteria,
        Instant.ofEpochSecond(epochSecond),
        null,
        null,
        null,
        Map.of(),
        false);
  }
}
