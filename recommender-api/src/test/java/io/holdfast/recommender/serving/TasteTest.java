package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.History;
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

  @Test
  void likedItemsAreInTimeOrderAndUnknownOnesPassedOver() {
    Taste taste =
        Taste.of(
            List.of(stored("c", "click", 30), stored("x", "like", 20), stored("a", "click", 10)),
            List.of(told("b", "click", 40), told("a", "like", 50)),
            SETTINGS);
    History history = taste.history(IdMap.of(List.of("a", "b", "c")));
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
            SETTINGS);
    assertThat(taste.liked()).isEmpty();
    assertThat(taste.seen()).containsExactly("b");
  }

  @Test
  void aDislikeUndoesTheLikesBeforeItAndNotThoseAfter() {
    Taste regretted =
        Taste.of(List.of(stored("a", "dislike", 20), stored("a", "like", 10)), List.of(), SETTINGS);
    assertThat(regretted.liked()).isEmpty();
    Taste forgiven =
        Taste.of(List.of(stored("a", "like", 20), stored("a", "dislike", 10)), List.of(), SETTINGS);
    assertThat(forgiven.liked()).hasSize(1);
    assertThat(forgiven.seen()).containsExactly("a");
  }

  private static SessionInteraction told(String itemId, String type, long epochSecond) {
    return new SessionInteraction(itemId, type, Instant.ofEpochSecond(epochSecond));
  }

  private static Interaction stored(String itemId, String type, long epochSecond) {
    return new Interaction(
        UUID.randomUUID(),
        "u",
        itemId,
        type,
        null,
        Map.of(),
        Instant.ofEpochSecond(epochSecond),
        null,
        null,
        null,
        Map.of(),
        false);
  }
}
