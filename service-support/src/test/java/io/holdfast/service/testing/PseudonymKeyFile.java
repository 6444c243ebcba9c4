package io.holdfast.service.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pseudonym key that tests know. */
public final class PseudonymKeyFile {
  /** Its bytes, in ASCII. */
  public static final String KEY = "0123456789abcdef0123456789abcdef";

  private PseudonymKeyFile() {}

  /** Writes it to a temporary file. */
  public static Path write() {
    try {
      Path file = Files.writeString(Files.createTempFile("holdfast-pseudonym-", ".key"), KEY);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
