package io.holdfast.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactDescription;
import io.holdfast.core.artifact.ArtifactWriter;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.core.artifact.DataDescription;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.artifact.UnsupportedArtifactVersionException;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.popular.PopularModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelKindsTest {

  @TempDir Path folder;

  @Test
  void findsKindsByName() {
    assertThat(ModelKinds.names()).contains("als", "popular");
    assertThat(ModelKinds.named("als").name()).isEqualTo("als");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelKinds.named("magic"))
        .withMessageContainingAll("magic", String.join(", ", ModelKinds.names()));
  }

  @Test
  void refusesArtifactsOfUnknownKindOrParameters() throws IOException {
    Artifact unknownKind = write("a", "telepathy", Map.of(), popularContents(2));
    assertThatExceptionOfType(UnsupportedArtifactVersionException.class)
        .isThrownBy(() -> RankingModels.load(unknownKind, LinearAlgebraProvider.get()))
        .withMessageContaining("telepathy");
    Artifact unknownParameter = write("b", "popular", Map.of("decay", 3), popularContents(2));
    assertThatExceptionOfType(UnsupportedArtifactVersionException.class)
        .isThrownBy(() -> RankingModels.load(unknownParameter, LinearAlgebraProvider.get()))
        .withMessageContaining("decay");
  }

  @Test
  void refusesContentsThatDoNotFitEachOther() throws IOException {
    Artifact artifact = write("c", "popular", Map.of(), popularContents(3));
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> RankingModels.load(artifact, LinearAlgebraProvider.get()))
        .withMessageContaining("2 items but 3 counts");
  }

  @Test
  void refusesToWriteOneKindAsAnother() {
    PopularModel model = new PopularModel(IdMap.of(List.of("x")), new int[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RankingModels.write(folder.resolve("d"), description("als", Map.of()), model));
  }

  private static ArtifactContents popularContents(int counts) {
    return new ArtifactContents(
        Map.of("user_counts", Tensor.ints(new int[counts], counts)),
        Map.of("items", IdMap.of(List.of("x", "y"))));
  }

  private Artifact write(
      String name, String kind, Map<String, Object> parameters, ArtifactContents contents)
      throws IOException {
    return ArtifactWriter.write(folder.resolve(name), description(kind, parameters), contents);
  }

  private static ArtifactDescription description(String kind, Map<String, Object> parameters) {
    return new ArtifactDescription(
        "name",
        kind,
        parameters,
        1,
        "java",
        Instant.EPOCH,
        null,
        new DataDescription("test", "", 1, 2, 3, Instant.EPOCH, Instant.EPOCH),
        List.of(),
        null,
        List.of(),
        null);
  }
}
