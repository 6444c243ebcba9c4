package io.holdfast.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {

  @TempDir Path folder;

  @Test
  void carriesMoreThanOneChunkAndOddValues() throws IOException {
    float[] values = new float[700_001];
    SplittableRandom random = new SplittableRandom(1);
    for (int v = 0; v < values.length; v++) {
      values[v] = (float) random.nextGaussian();
    }
    values[0] = Float.NaN;
    values[1] = Float.NEGATIVE_INFINITY;
    values[2] = -0f;
    Map<String, Tensor> tensors = Map.of("big", Tensor.floats(values, 1, values.length));
    assertSame(SafeTensors.read(write(folder, tensors)), tensors);
  }

  @Test
  void hasThePublishedLayout() throws IOException {
    Path file =
        write(
            folder,
            Map.of(
                "b",
                Tensor.ints(new int[] {1, -1}, 2),
                "a",
                Tensor.floats(new float[] {1.5f}, 1, 1)));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) bytes.getLong();
    assertThat(header % 8).isZero();
    byte[] json = new byte[header];
    bytes.get(json);
    assertThat(new String(json, StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[4,12]}}");
    assertThat(bytes.getFloat()).isEqualTo(1.5f);
    assertThat(bytes.getInt()).isEqualTo(1);
    assertThat(bytes.getInt()).isEqualTo(-1);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void readsWhatOthersWrite() throws IOException {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},\"z\":{\"shape\":[],\"data_offsets\":[0,8],"
            + "\"dtype\":\"I64\"}}";
    Path file = file(header, 8);
    Map<String, Tensor> tensors = SafeTensors.read(file);
    assertThat(tensors).containsOnlyKeys("z");
    assertThat(((Tensor.Longs) tensors.get("z")).values()).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]x",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
      })
  void refusesHeadersThatDoNotFitTheData(String header) throws IOException {
    Path file = file(header, 8);
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> SafeTensors.read(file));
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    Path file = write(folder, Map.of("a", Tensor.longs(new long[] {1, 2, 3}, 3)));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Path cut = folder.resolve("cut");
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatExceptionOfType(CorruptArtifactException.class)
          .as("%d of %d bytes", length, whole.length)
          .isThrownBy(() -> SafeTensors.read(cut));
    }
  }

  private Path file(String header, int data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    return Files.write(folder.resolve("f.safetensors"), bytes.array());
  }

  static Path write(Path directory, Map<String, Tensor> tensors) throws IOException {
    try (DigestingFile file = DigestingFile.create(directory, "t.safetensors")) {
      SafeTensors.write(tensors, file);
      ArtifactFile written = file.finish();
      Path path = directory.resolve("t.safetensors");
      assertThat(written.size()).isEqualTo(Files.size(path));
      assertThat(written.sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(path)));
      return path;
    }
  }

  static void assertSame(Map<String, Tensor> actual, Map<String, Tensor> expected) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    Map<String, Object> values = new HashMap<>();
    expected.forEach((name, tensor) -> values.put(name, values(tensor)));
    actual.forEach(
        (name, tensor) -> {
          assertThat(tensor.getClass()).isEqualTo(expected.get(name).getClass());
          assertThat(tensor.shape()).isEqualTo(expected.get(name).shape());
          assertThat(values(tensor)).isEqualTo(values.get(name));
        });
  }

  private static Object values(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Floats t -> t.values();
      case Tensor.Ints t -> t.values();
      case Tensor.Longs t -> t.values();
    };
  }
}
