package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.popular.PopularModel;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {
  private final Map<ModelReference, Long> used = new HashMap<>();
  private final Map<ModelReference, Want> wants = new HashMap<>();
  private final ModelMemory memory =
      new ModelMemory(100, reference -> used.getOrDefault(reference, 0L));

  @Test
  void theLeastRecentlyUsedGoesWhereThereIsNoRoom() {
    ModelReference old = put("old", 40, Want.NOBODY, 5);
    ModelReference older = put("older", 40, Want.NOBODY, 3);
    assertThat(makeRoom(20, Want.EXPERIMENT)).isTrue();
    assertThat(memory.models()).containsOnlyKeys(old, older);
    assertThat(makeRoom(50, Want.EXPERIMENT)).isTrue();
    assertThat(memory.models()).containsOnlyKeys(old);
    assertThat(memory.bytes()).isEqualTo(40);
  }

  @Test
  void whatNobodyWantsGoesBeforeAPreviewHoweverLatelyItWasUsed() {
    ModelReference preview = put("preview", 40, Want.PREVIEW, 1);
    put("idle", 40, Want.NOBODY, 9);
    assertThat(makeRoom(60, Want.PREVIEW)).isTrue();
    assertThat(memory.models()).containsOnlyKeys(preview);
  }

  @Test
  void aPreviewPushesOutAnotherButNoExperiment() {
    ModelReference running = put("running", 70, Want.EXPERIMENT, 1);
    put("preview", 20, Want.PREVIEW, 9);
    assertThat(makeRoom(30, Want.PREVIEW)).isTrue();
    assertThat(memory.models()).containsOnlyKeys(running);
    assertThat(makeRoom(40, Want.PREVIEW)).isFalse();
    assertThat(memory.models()).containsOnlyKeys(running);
  }

  @Test
  void experimentsDoNotPushOutEachOther() {
    ModelReference running = put("running", 70, Want.EXPERIMENT, 1);
    assertThat(makeRoom(70, Want.EXPERIMENT)).isFalse();
    assertThat(memory.models()).containsOnlyKeys(running);
  }

  @Test
  void whatServesEverybodyIsLoadedInAnyCase() {
    ModelReference serving = put("serving", 70, Want.SERVING, 1);
    put("running", 30, Want.EXPERIMENT, 1);
    assertThat(makeRoom(500, Want.SERVING)).isTrue();
    assertThat(memory.models()).containsOnlyKeys(serving);
  }

  @Test
  void anotherArtifactOfTheSameVersionIsAnotherModel() {
    ModelReference reference = put("model", 10, Want.SERVING, 1);
    assertThat(memory.find(reference, "digest of model")).isPresent();
    assertThat(memory.find(reference, "another")).isEmpty();
    memory.retain(model -> false);
    assertThat(memory.models()).isEmpty();
  }

  private boolean makeRoom(long bytes, Want want) {
    return memory.makeRoom(bytes, want, wants::get);
  }

  private ModelReference put(String name, long bytes, Want want, long lastUsed) {
    ModelReference reference = new ModelReference(name, "1");
    wants.put(reference, want);
    used.put(reference, lastUsed);
    memory.put(
        new ServableModel(
            reference,
            "digest of " + name,
            new PopularModel(IdMap.empty(), new int[0]),
            new int[0]),
        bytes);
    return reference;
  }
}
