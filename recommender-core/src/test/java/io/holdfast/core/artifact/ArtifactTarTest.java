package io.holdfast.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactTarTest {

  @TempDir Path folder;
  private Artifact artifact;
  private byte[] tar;

  @BeforeEach
  void writeATar() throws IOException {
    artifact =
        ArtifactWriter.write(folder.resolve("one"), Artifacts.DESCRIPTION, Artifacts.CONTENTS);
    tar = tarOf(artifact);
  }

  @Test
  void extractsWhatItWrote() throws IOException {
    ArtifactTar.extract(new ByteArrayInputStream(tar), folder.resolve("two"), 1 << 20);
    Artifact extracted = ArtifactReader.open(folder.resolve("two"));
    assertThat(extracted.digest()).isEqualTo(artifact.digest());
    assertThat(tarOf(extracted)).isEqualTo(tar);
    assertThat(ArtifactTar.length(artifact)).isEqualTo(tar.length);
  }

  @Test
  void theSystemsTarReadsIt() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/tar")), "there is no /bin/tar");
    Path file = Files.write(folder.resolve("a.tar"), tar);
    Path out = Files.createDirectory(folder.resolve("out"));
    Process process =
        new ProcessBuilder("/bin/tar", "-xf", file.toString(), "-C", out.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ArtifactReader.open(out).digest()).isEqualTo(artifact.digest());
  }

  @Test
  void refusesEveryTruncationAtABlock() {
    for (int length = 0; length < tar.length; length += 512) {
      assertCorrupt(Arrays.copyOf(tar, length), "cut short");
    }
    assertCorrupt(Arrays.copyOf(tar, 700), "cut short");
  }

  @Test
  void refusesMoreBytesThanAllowed() {
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(
            () -> ArtifactTar.extract(new ByteArrayInputStream(tar), folder.resolve("small"), 100))
        .withMessageContaining("more than 100 bytes");
  }

  @Test
  void refusesNamesThatLeaveTheDirectory() throws IOException {
    for (String name : new String[] {"../evil", "/tmp/evil", "a/b", "..", ".hidden", ""}) {
      assertCorrupt(withHeader(header -> putName(header, name)), "wrong name");
    }
    assertThat(Files.exists(folder.resolve("evil"))).isFalse();
  }

  @Test
  void refusesLinksAndFolders() {
    for (char type : new char[] {'1', '2', '3', '5', 'x', 'g', 'L'}) {
      assertCorrupt(withHeader(header -> header[156] = (byte) type), "no regular file");
    }
  }

  @Test
  void refusesAFileTwice() {
    byte[] twice = new byte[2 * tar.length - 1024];
    System.arraycopy(tar, 0, twice, 0, tar.length - 1024);
    System.arraycopy(tar, 0, twice, tar.length - 1024, tar.length);
    assertCorrupt(twice, "one twice");
  }

  @Test
  void refusesWhatIsNoTar() {
    byte[] noise = new byte[2048];
    Arrays.fill(noise, (byte) 'x');
    assertCorrupt(noise, "no tar");
    byte[] flipped = tar.clone();
    flipped[3] ^= 1;
    assertCorrupt(flipped, "checksum");
    assertCorrupt(withHeader(header -> header[130] = 'z'), "octal");
  }

  private void assertCorrupt(byte[] bytes, String message) {
    Path target;
    try {
      target = Files.createTempDirectory(folder, "x");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThatExceptionOfType(CorruptArtifactException.class)
        .isThrownBy(() -> ArtifactTar.extract(new ByteArrayInputStream(bytes), target, 1 << 20))
        .withMessageContaining(message);
  }

  /** The tar with its first header changed and its checksum made right again. */
  private byte[] withHeader(Consumer<byte[]> change) {
    byte[] changed = tar.clone();
    byte[] header = Arrays.copyOf(changed, 512);
    change.accept(header);
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += Byte.toUnsignedInt(b);
    }
    byte[] checksum = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(checksum, 0, header, 148, checksum.length);
    System.arraycopy(header, 0, changed, 0, header.length);
    return changed;
  }

  private static void putName(byte[] header, String name) {
    Arrays.fill(header, 0, 100, (byte) 0);
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, 0, bytes.length);
  }

  static byte[] tarOf(Artifact artifact) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArtifactTar.write(artifact, out);
    return out.toByteArray();
  }
}
