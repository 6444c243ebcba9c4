package io.holdfast.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The product's folder, as the start script tells it.
 *
 * @param home where the built services are
 * @param buildSeconds how long the build took before this command ran; 0 if nothing was stale
 */
record Product(Path home, double buildSeconds) {

  /** From the environment; without the start script, the working directory. */
  static Product here() {
    String home = System.getenv("HOLDFAST_HOME");
    String build = System.getenv("HOLDFAST_BUILD_SECONDS");
    return new Product(
        Path.of(home == null ? "" : home).toAbsolutePath().normalize(),
        build == null ? 0 : Double.parseDouble(build));
  }

  /** The folder in which that part keeps what it needs while it runs. */
  Path state(String part) {
    return home.resolve(".holdfast").resolve(part);
  }

  /** That folder without what an earlier run left in it. */
  Path fresh(String part) throws IOException {
    Path folder = state(part);
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        List<Path> deepestFirst = old.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.deleteIfExists(path);
        }
      } catch (UncheckedIOException e) {
        throw new IOException("cannot empty " + folder, e);
      }
    }
    return Files.createDirectories(folder);
  }
}
