package io.holdfast.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ArtifactTarPropertyTest {

  @Property(tries = 50)
  void carriesAnyContent(@ForAll int[] numbers, @ForAll float[] factors) throws IOException {
    Path root = Files.createTempDirectory("tar");
    try {
      ArtifactContents contents =
          new ArtifactContents(
              Map.of(
                  "n", Tensor.ints(numbers, numbers.length),
                  "f", Tensor.floats(factors, factors.length)),
              Map.of());
      Artifact one = ArtifactWriter.write(root.resolve("a"), Artifacts.DESCRIPTION, contents);
      ArtifactTar.extract(
          new ByteArrayInputStream(ArtifactTarTest.tarOf(one)),
          root.resolve("b"),
          ArtifactTar.MAX_BYTES);
      Artifact other = ArtifactReader.open(root.resolve("b"));
      assertThat(other.digest()).isEqualTo(one.digest());
      assertThat(ArtifactReader.read(other).ints("n", 1).values()).isEqualTo(numbers);
      assertThat(ArtifactReader.read(other).floats("f", 1).values()).isEqualTo(factors);
    } finally {
      try (Stream<Path> paths = Files.walk(root)) {
        for (Path path : paths.sorted((p, q) -> q.compareTo(p)).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
