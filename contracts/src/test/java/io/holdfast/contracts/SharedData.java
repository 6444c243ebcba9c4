package io.holdfast.contracts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public test data that is kept beside the repository, where a machine has it. */
public final class SharedData {
  private SharedData() {}

  /** The file, or the calling test is skipped with a message. */
  public static Path file(String relative) {
    Path file = Path.of(System.getProperty("holdfast.shared", "../../shared"), "data", relative);
    assumeTrue(Files.exists(file), () -> "skipped: no " + file.toAbsolutePath().normalize());
    return file;
  }
}
