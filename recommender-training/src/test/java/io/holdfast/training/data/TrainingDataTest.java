package io.holdfast.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.DataFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingDataTest {
  @TempDir Path folder;

  @Test
  void keepsWhatSpeaksForAnItem() {
    TrainingDataBuilder builder = new TrainingDataBuilder("here");
    builder.add("u", "a", "click", null, 10);
    builder.add("u", null, "visit", null, 20);
    builder.add("u", "b", "dislike", null, 30);
    builder.add("u", "f", "view", null, 35);
    builder.add("u", "c", "skip", null, 40);
    builder.add("v", "d", "rating", 4.5, 50);
    builder.add("v", "e", "play", -2.0, 60);
    TrainingData data = builder.build();
    assertThat(data.log().items().ids()).containsExactly("a", "d", "e");
    assertThat(data.log().value(0)).isEqualTo(1);
    assertThat(data.log().value(1)).isEqualTo(4.5f);
    assertThat(data.log().value(2)).isZero();
    assertThat(data.log().type(1)).isEqualTo("rating");
    assertThat(data.description().from()).isEqualTo(Instant.ofEpochSecond(10));
    assertThat(data.description().to()).isEqualTo(Instant.ofEpochSecond(60));
    assertThat(data.description().source()).isEqualTo("here");
  }

  @Test
  void fingerprintsWhatIsInIt() throws IOException {
    String one = fingerprint("1 2 3\n4 5\n");
    assertThat(fingerprint("1 2 3\n4 5\n")).isEqualTo(one);
    assertThat(fingerprint("1 3 2\n4 5\n")).isNotEqualTo(one);
  }

  @Test
  void keepsRatingsByCriterionAndFingerprintsThem() throws IOException {
    String told =
        """
        {"userId":"u","itemId":"a","type":"rating","value":4,"criteria":{"food":5,"rooms":null},\
        "occurredAt":"2026-01-01T00:00:00Z"}
        {"userId":"u","itemId":"b","type":"rating","value":3,"occurredAt":"2026-01-02T00:00:00Z"}
        """;
    TrainingData data = json(told);
    assertThat(data.log().criteria().names()).containsExactly("food");
    assertThat(data.log().criteria().rating(0, 0)).isEqualTo(5f);
    assertThat(data.log().criteria().rating(1, 0)).isNaN();
    String fingerprint = data.description().fingerprint();
    assertThat(json(told).description().fingerprint()).isEqualTo(fingerprint);
    assertThat(json(told.replace(":5,", ":4,")).description().fingerprint())
        .isNotEqualTo(fingerprint);
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> new TrainingDataBuilder("nowhere").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nowhere");
  }

  private TrainingData json(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("data.jsonl"), text);
    return TrainingData.of(DataFile.of(file, DataFormat.JSONL), summary -> {});
  }

  private String fingerprint(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("data"), text);
    AtomicLong rows = new AtomicLong();
    TrainingData data =
        TrainingData.of(
            DataFile.of(file, DataFormat.SEQUENCES), summary -> rows.set(summary.rows()));
    assertThat(rows).hasValue(3);
    return data.description().fingerprint();
  }
}
