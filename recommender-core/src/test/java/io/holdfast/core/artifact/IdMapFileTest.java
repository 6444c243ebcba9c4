package io.holdfast.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.core.data.IdMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdMapFileTest {

  @TempDir Path folder;

  @Test
  void hasTheDocumentedLayout() throws IOException {
    assertThat(HexFormat.of().formatHex(bytes(IdMap.of(List.of("a", "é\n")))))
        .isEqualTo(
            HexFormat.of().formatHex("HFIDMAP1".getBytes(StandardCharsets.US_ASCII))
                + "02000000"
                + "010061"
                + "0300c3a90a");
  }

  @Test
  void refusesEveryTruncationAndExtension() throws IOException {
    byte[] whole = bytes(IdMap.of(List.of("alpha", "beta")));
    for (int length = 0; length < whole.length; length++) {
      assertCorrupt(Arrays.copyOf(whole, length));
    }
    assertCorrupt(Arrays.copyOf(whole, whole.length + 1));
  }

  @Test
  void refusesOtherMagicRepeatedAndMalformedIds() throws IOException {
    byte[] magic = bytes(IdMap.of(List.of("alpha")));
    magic[7] = '2';
    assertCorrupt(magic);
    byte[] repeated = bytes(IdMap.of(List.of("a", "b")));
    repeated[repeated.length - 1] = 'a';
    assertCorrupt(repeated);
    byte[] malformed = bytes(IdMap.of(List.of("a")));
    malformed[malformed.length - 1] = (byte) 0xff;
    assertCorrupt(malformed);
  }

  private void assertCorrupt(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("x.ids"), bytes);
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> IdMapFile.read(file))
        .withMessageContaining("x.ids");
  }

  static byte[] bytes(IdMap map) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IdMapFile.write(map, out);
    return out.toByteArray();
  }
}
