package io.holdfast.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.training.data.TrainingData;
import io.holdfast.training.data.TrainingDataBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An erasure need not look into artifacts: whatever the model, no file of one names a user. */
class ArtifactsHoldNoUsersTest {
  private static final String USER = "user-of-whom-nothing-stays-";

  @TempDir Path folder;

  static Stream<String> kinds() {
    return ModelKinds.names().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void noFileHoldsAUserId(String kind) throws IOException {
    Artifact artifact =
        new TrainModel(
                kind,
                ModelKinds.named(kind),
                Map.of(),
                TrainingContext.withSeed(7),
                Instant.parse("2026-02-03T04:05:06Z"),
                null)
            .run(data(), folder.resolve("artifact"));
    try (Stream<Path> files = Files.walk(artifact.directory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content.contains(USER)).as(file.toString()).isFalse();
      }
    }
  }

  private static TrainingData data() {
    TrainingDataBuilder builder = new TrainingDataBuilder("checkerboard");
    for (int day = 0; day < 6; day++) {
      for (int user = 0; user < 40; user++) {
        int item = 2 * ((7 * day + user) % 10) + user % 2;
        builder.add(USER + user, "item-" + item, "rating", 1.0 + user % 5, day * 86_400L);
      }
    }
    return builder.build();
  }
}
