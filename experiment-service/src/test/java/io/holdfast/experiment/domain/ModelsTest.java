package io.holdfast.experiment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.event.ModelReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelsTest {
  private static final Models MODELS =
      new Models(List.of(model("als@9"), model("als@10"), model("popular@1")), model("als@9"));

  @Test
  void takesTheVersionThatIsNamed() {
    assertThat(MODELS.resolve(ModelChoice.parse("als@9"))).contains(model("als@9"));
    assertThat(MODELS.resolve(ModelChoice.parse("als@8"))).isEmpty();
  }

  @Test
  void takesTheLastRegisteredIfNoneIsNamed() {
    assertThat(MODELS.resolve(ModelChoice.parse("als"))).contains(model("als@10"));
    assertThat(MODELS.resolve(ModelChoice.parse("bpr"))).isEmpty();
  }

  @Test
  void readsAChoice() {
    assertThat(ModelChoice.parse("als").pinned()).isNull();
    assertThat(ModelChoice.parse("als")).hasToString("als");
    assertThat(ModelChoice.parse("als@9").pinned()).isEqualTo(model("als@9"));
    assertThat(ModelChoice.of(model("als@9"))).hasToString("als@9");
    for (String wrong : List.of("", "@1", "als@", "als@1@2", "a b")) {
      assertThatThrownBy(() -> ModelChoice.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static ModelReference model(String text) {
    return ModelReference.parse(text);
  }
}
