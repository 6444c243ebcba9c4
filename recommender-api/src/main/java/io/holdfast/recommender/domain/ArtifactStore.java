package io.holdfast.recommender.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Keeps artifacts as streams of bytes, by digest. The methods block: call them on a virtual or
 * worker thread. None holds a whole artifact in memory. Thread-safe.
 */
public interface ArtifactStore {

  /**
   * Keeps the bytes that {@code content} writes. Storing the same digest again, whole or after an
   * attempt that broke off, is harmless: equal digests have equal bytes.
   *
   * @return how many bytes
   * @throws IOException if they cannot be stored
   */
  long store(String digest, Content content) throws IOException;

  /**
   * Opens the stored bytes, each chunk verified as it is read.
   *
   * @throws java.io.FileNotFoundException if there are none
   * @throws IOException if they cannot be read, or are not what was stored
   */
  InputStream open(String digest) throws IOException;

  /** Writes an artifact. */
  @FunctionalInterface
  interface Content {
    /** Writes all of it; does not close. */
    void writeTo(OutputStream out) throws IOException;
  }
}
