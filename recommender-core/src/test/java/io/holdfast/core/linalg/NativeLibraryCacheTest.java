package io.holdfast.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryCacheTest {

  private static final List<String> FILES = List.of("libone.so", "libtwo.so");

  @TempDir Path folder;
  private ClassLoader loader;
  private Path root;

  @BeforeEach
  void makeLibraries() throws IOException {
    Path resources = Files.createDirectories(folder.resolve("resources/native"));
    Files.writeString(resources.resolve("libone.so"), "one".repeat(50_000));
    Files.writeString(resources.resolve("libtwo.so"), "two");
    loader = loaderOf(folder.resolve("resources"));
    root = folder.resolve("cache");
  }

  @Test
  void unpacksOnce() throws IOException {
    NativeLibraryCache cache = new NativeLibraryCache(root);
    Path first = cache.unpack("lib-1", loader, "native/", FILES);
    assertThat(first).isEqualTo(root.resolve("lib-1"));
    assertThat(first.resolve("libtwo.so")).hasContent("two");
    var written = Files.getLastModifiedTime(first.resolve("libone.so"));
    assertThat(cache.unpack("lib-1", loader, "native/", FILES)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(first.resolve("libone.so"))).isEqualTo(written);
    assertThat(namesIn(root)).containsExactly("lib-1");
  }

  @Test
  void manyAtOnceGetWholeFilesAndLeaveNothingBehind() throws Exception {
    Callable<Path> unpack =
        () -> {
          Path unpacked = new NativeLibraryCache(root).unpack("lib-1", loader, "native/", FILES);
          assertThat(unpacked.resolve("libone.so")).hasSize(150_000);
          assertThat(unpacked.resolve("libtwo.so")).hasSize(3);
          return unpacked;
        };
    try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
      for (Future<Path> unpacked :
          executor.invokeAll(IntStream.range(0, 16).mapToObj(i -> unpack).toList())) {
        assertThat(unpacked.get()).isEqualTo(root.resolve("lib-1"));
      }
    }
    assertThat(namesIn(root)).containsExactly("lib-1");
  }

  @Test
  void doesNotTrustAFolderWithATruncatedFile() throws IOException {
    NativeLibraryCache cache = new NativeLibraryCache(root);
    Path first = cache.unpack("lib-1", loader, "native/", FILES);
    Files.writeString(first.resolve("libone.so"), "o");
    Path second = cache.unpack("lib-1", loader, "native/", FILES);
    assertThat(second).isNotEqualTo(first);
    assertThat(second.resolve("libone.so")).hasSize(150_000);
  }

  @Test
  void servesThisProcessWhereTheCacheCannotBeWritten() throws IOException {
    Files.writeString(root, "a file where the folder should be");
    Path unpacked = new NativeLibraryCache(root).unpack("lib-1", loader, "native/", FILES);
    assertThat(unpacked.resolve("libone.so")).hasSize(150_000);
  }

  @Test
  void namesWhatIsMissing() {
    assertThatIOException()
        .isThrownBy(
            () -> new NativeLibraryCache(root).unpack("x", loader, "native/", List.of("libno.so")))
        .withMessageContaining("native/libno.so");
  }

  private static ClassLoader loaderOf(Path classes) throws MalformedURLException {
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
  }

  private static List<String> namesIn(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).collect(Collectors.toList());
    }
  }
}
