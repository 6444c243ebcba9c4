package io.holdfast.benchmarks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {

  /** What numpy 2.4 wrote for {@code np.array([[1.5, -2], [0, 3]], dtype=np.float32)}. */
  private static final String FLOATS =
      "934e554d505901007600"
          + HexFormat.of()
              .formatHex(
                  ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }"
                          + " ".repeat(58)
                          + "\n")
                      .getBytes(StandardCharsets.US_ASCII))
          + "0000c03f000000c00000000000004040";

  @TempDir Path folder;

  @Test
  void readsWhatNumpyWrites() throws IOException {
    Path file = write(HexFormat.of().parseHex(FLOATS));
    assertThat(NpyFile.readFloats(file)).containsExactly(1.5f, -2f, 0f, 3f);
    assertThatThrownBy(() -> NpyFile.readInts(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds <f4, not <i4");
  }

  @Test
  void readsWhatItWrites() throws IOException {
    int[] values = new int[300_000];
    Arrays.setAll(values, at -> at * 7919);
    Path file = folder.resolve("ints.npy");
    NpyFile.write(file, values);
    assertThat(NpyFile.readInts(file)).isEqualTo(values);
    assertThat(Files.size(file) % 64).isEqualTo(300_000 * 4 % 64);
    NpyFile.write(file, new int[0]);
    assertThat(NpyFile.readInts(file)).isEmpty();
  }

  @Test
  void refusesOtherFiles() throws IOException {
    byte[] floats = HexFormat.of().parseHex(FLOATS);
    byte[] otherVersion = floats.clone();
    otherVersion[6] = 2;
    assertThatThrownBy(() -> NpyFile.readFloats(write(otherVersion)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no NumPy file");
    assertThatThrownBy(() -> NpyFile.readFloats(write(Arrays.copyOf(floats, floats.length - 1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut short");
    byte[] columnMajor =
        new String(floats, StandardCharsets.ISO_8859_1)
            .replace("False", "True ")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> NpyFile.readFloats(write(columnMajor)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown here");
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("floats.npy"), bytes);
  }
}
