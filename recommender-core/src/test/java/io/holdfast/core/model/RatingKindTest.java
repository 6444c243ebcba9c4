package io.holdfast.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.data.InteractionLog;
import org.junit.jupiter.api.Test;

class RatingKindTest {

  private static final ModelKind KIND = ModelKinds.named("explicit-mf");

  @Test
  void learnsFromRatingsAlone() {
    InteractionLog log =
        InteractionLog.builder()
            .add("u", "a", 1, 1, "click")
            .add("u", "b", 4, 2, "rating")
            .add("v", "a", 300, 3, "play")
            .add("v", "b", 2, 4, "rating")
            .build();
    InteractionLog ratings = KIND.learnsFrom(log);
    assertThat(ratings.size()).isEqualTo(2);
    assertThat(ratings.value(0)).isEqualTo(4);
    assertThat(ratings.value(1)).isEqualTo(2);
    assertThat(ratings.items()).isSameAs(log.items());
    assertThat(ModelKinds.named("als").learnsFrom(log)).isSameAs(log);
  }

  @Test
  void takesALogWithoutTypesForRatings() {
    InteractionLog log = InteractionLog.builder().add("u", "a", 3, 1).build();
    assertThat(KIND.learnsFrom(log)).isSameAs(log);
  }

  @Test
  void saysThatThereAreNoRatings() {
    InteractionLog log = InteractionLog.builder().add("u", "a", 1, 1, "click").build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KIND.learnsFrom(log))
        .withMessageContaining("rating");
  }
}
