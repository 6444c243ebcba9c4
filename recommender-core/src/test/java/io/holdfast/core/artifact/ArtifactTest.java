package io.holdfast.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactTest {

  @TempDir Path folder;
  private Path target;
  private Artifact written;

  @BeforeEach
  void writeAnArtifact() throws IOException {
    target = folder.resolve("models/one");
    written = ArtifactWriter.write(target, Artifacts.DESCRIPTION, Artifacts.CONTENTS);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Artifact opened = ArtifactReader.open(target);
    assertThat(opened.manifest()).isEqualTo(written.manifest());
    assertThat(opened.digest()).isEqualTo(written.digest()).matches("[0-9a-f]{64}");
    assertThat(opened.manifest().parameters())
        .isEqualTo(Map.of("factors", 2, "regularization", 0.003, "mode", "fast"));
    assertThat(opened.manifest().gate()).isEqualTo(Artifacts.DESCRIPTION.gate());
    ArtifactContents contents = ArtifactReader.read(opened);
    assertThat(contents.ids("items")).isEqualTo(Artifacts.CONTENTS.ids("items"));
    assertThat(contents.floats("item_factors", 2).values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(contents.ints("user_counts", 1).values()).containsExactly(2, 1, 1);
  }

  @Test
  void keepsHowTheParametersWereChosen() throws IOException {
    Map<String, Object> best = Map.of("factors", 2, "regularization", 0.003);
    SearchReport search =
        new SearchReport(
            "temporal",
            "ndcg@10",
            7,
            2,
            "epochs",
            best,
            0.04,
            0.03,
            List.of(
                new SearchReport.Trial(Map.of("factors", 4), 1, 0.03),
                new SearchReport.Trial(best, 0.5, 0.04)));
    Path searched = folder.resolve("searched");
    ArtifactWriter.write(searched, Artifacts.description(search), Artifacts.CONTENTS);
    assertThat(ArtifactReader.open(searched).manifest().search()).isEqualTo(search);
    assertThat(ArtifactReader.open(searched).manifest().withName("other").search())
        .isEqualTo(search);
    assertThat(written.manifest().search()).isNull();
    assertThat(Files.readString(target.resolve("manifest.json"))).doesNotContain("search");
  }

  @Test
  void mintsTheVersionFromTimeAndContent() throws IOException {
    assertThat(written.manifest().version()).matches("20261124T043000Z-[0-9a-f]{8}");
    Artifact same =
        ArtifactWriter.write(folder.resolve("two"), Artifacts.DESCRIPTION, Artifacts.CONTENTS);
    assertThat(same.digest()).isEqualTo(written.digest());
    Artifact other =
        ArtifactWriter.write(
            folder.resolve("three"),
            Artifacts.DESCRIPTION,
            new ArtifactContents(Map.of("user_counts", Tensor.ints(new int[] {9}, 1)), Map.of()));
    assertThat(other.manifest().version()).isNotEqualTo(written.manifest().version());
  }

  @Test
  void leavesNothingButTheArtifact() throws IOException {
    assertThat(names(target))
        .containsExactlyInAnyOrder("manifest.json", "tensors.safetensors", "items.ids");
    assertThat(names(target.getParent())).containsExactly("one");
  }

  @Test
  void leavesNothingAtAllIfItFails() throws IOException {
    ArtifactContents wrong =
        new ArtifactContents(Map.of("not/a/name", Tensor.ints(new int[0], 0)), Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ArtifactWriter.write(folder.resolve("w/x"), Artifacts.DESCRIPTION, wrong));
    assertThat(names(folder.resolve("w"))).isEmpty();
  }

  @Test
  void neverOverwrites() {
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> ArtifactWriter.write(target, Artifacts.DESCRIPTION, Artifacts.CONTENTS));
  }

  @Test
  void copiesUnderAnotherName() throws IOException {
    Artifact copy = ArtifactWriter.copyAs(written, "twin", folder.resolve("twin"));
    Artifact opened = ArtifactReader.open(copy.directory());
    assertThat(opened.manifest().name()).isEqualTo("twin");
    assertThat(opened.manifest().version()).isEqualTo(written.manifest().version());
    assertThat(opened.manifest().files()).isEqualTo(written.manifest().files());
    assertThat(opened.digest()).isNotEqualTo(written.digest());
  }

  @Test
  void noticesEveryFlippedByte() throws IOException {
    for (ArtifactFile file : written.manifest().files()) {
      Path path = target.resolve(file.name());
      byte[] bytes = Files.readAllBytes(path);
      for (int b = 0; b < bytes.length; b++) {
        bytes[b] ^= 1;
        Files.write(path, bytes);
        assertThatExceptionOfType(CorruptArtifactException.class)
            .as("byte %d of %s", b, file.name())
            .isThrownBy(() -> ArtifactReader.open(target))
            .withMessageContaining(file.name());
        bytes[b] ^= 1;
      }
      Files.write(path, bytes);
    }
    assertThat(ArtifactReader.open(target).digest()).isEqualTo(written.digest());
  }

  @Test
  void noticesMissingFiles() throws IOException {
    Files.delete(target.resolve("items.ids"));
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> ArtifactReader.open(target))
        .withMessageContaining("items.ids is missing");
    Files.delete(target.resolve("manifest.json"));
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> ArtifactReader.open(target));
  }

  @Test
  void refusesFutureVersionsByNumber() throws IOException {
    rewriteManifest("\"formatVersion\" : 1", "\"formatVersion\" : 2");
    assertThatExceptionOfType(UnsupportedArtifactVersionException.class)
        .isThrownBy(() -> ArtifactReader.open(target))
        .withMessageContaining("format version 2");
  }

  @Test
  void ignoresFieldsItDoesNotKnow() throws IOException {
    rewriteManifest("\"formatVersion\" : 1", "\"formatVersion\" : 1, \"colour\" : \"blue\"");
    assertThat(ArtifactReader.open(target).manifest()).isEqualTo(written.manifest());
  }

  @Test
  void refusesManifestsThatAreNone() throws IOException {
    for (String json :
        List.of(
            "",
            "no json",
            "[]",
            "{}",
            "{\"formatVersion\":0}",
            "{\"formatVersion\":\"1\"}",
            "{\"formatVersion\":1}")) {
      assertThatExceptionOfType(CorruptArtifactException.class)
          .as(json)
          .isThrownBy(() -> ArtifactReader.readManifest(json.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void refusesFileNamesThatLeaveTheDirectory() throws IOException {
    rewriteManifest("\"items.ids\"", "\"../items.ids\"");
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> ArtifactReader.open(target))
        .withMessageContaining("../items.ids");
  }

  @Test
  void namesWhatTheContentsLack() {
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> Artifacts.CONTENTS.floats("user_factors", 2))
        .withMessageContaining("user_factors");
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> Artifacts.CONTENTS.floats("user_counts", 1))
        .withMessageContaining("not float32");
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> Artifacts.CONTENTS.ints("user_counts", 2))
        .withMessageContaining("1 dimensions, not 2");
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> Artifacts.CONTENTS.ids("users"));
  }

  private void rewriteManifest(String from, String to) throws IOException {
    Path path = target.resolve("manifest.json");
    String json = Files.readString(path);
    assertThat(json).contains(from);
    Files.writeString(path, json.replace(from, to));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).toList();
    }
  }
}
