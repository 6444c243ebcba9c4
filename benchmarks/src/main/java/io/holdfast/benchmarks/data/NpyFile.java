package io.holdfast.benchmarks.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arrays in NumPy's format, version 1.0: what {@code numpy.save} writes and {@code numpy.load}
 * reads. Little-endian int32 and float32 in C order; no others.
 */
public final class NpyFile {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final int CHUNK = 1 << 20;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '(<[fi]4)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

  private NpyFile() {}

  private record Header(String type, int elements) {}

  /** Writes a vector of int32. */
  public static void write(Path path, int[] values) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      writeFully(file, header(values.length));
      ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
      int perChunk = CHUNK / Integer.BYTES;
      for (int from = 0; from < values.length; from += perChunk) {
        int count = Math.min(perChunk, values.length - from);
        chunk.clear().limit(count * Integer.BYTES);
        chunk.asIntBuffer().put(values, from, count);
        writeFully(file, chunk);
      }
    }
  }

  /**
   * Reads an array of int32.
   *
   * @throws IOException if the file holds no such array
   */
  public static int[] readInts(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      int[] values = new int[readHeader(file, path, "<i4")];
      ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
      int perChunk = CHUNK / Integer.BYTES;
      for (int from = 0; from < values.length; from += perChunk) {
        int count = Math.min(perChunk, values.length - from);
        readFully(file, chunk.clear().limit(count * Integer.BYTES));
        chunk.asIntBuffer().get(values, from, count);
      }
      return values;
    }
  }

  /**
   * Reads an array of float32, its rows one after the other.
   *
   * @throws IOException if the file holds no such array
   */
  public static float[] readFloats(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      float[] values = new float[readHeader(file, path, "<f4")];
      ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
      int perChunk = CHUNK / Float.BYTES;
      for (int from = 0; from < values.length; from += perChunk) {
        int count = Math.min(perChunk, values.length - from);
        readFully(file, chunk.clear().limit(count * Float.BYTES));
        chunk.asFloatBuffer().get(values, from, count);
      }
      return values;
    }
  }

  private static ByteBuffer header(int elements) {
    String text = "{'descr': '<i4', 'fortran_order': False, 'shape': (" + elements + ",), }";
    int unpadded = MAGIC.length + Short.BYTES + text.length() + 1;
    int length = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padded = text + " ".repeat(length - unpadded) + "\n";
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .flip();
  }

  private static int readHeader(FileChannel file, Path path, String type) throws IOException {
    ByteBuffer start =
        ByteBuffer.allocate(MAGIC.length + Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, start);
    for (byte expected : MAGIC) {
      if (start.get() != expected) {
        throw new IOException(path + " is no NumPy file of version 1.0");
      }
    }
    ByteBuffer text = ByteBuffer.allocate(Short.toUnsignedInt(start.getShort()));
    readFully(file, text);
    Header header = parse(new String(text.array(), StandardCharsets.US_ASCII), path);
    if (!header.type().equals(type)) {
      throw new IOException("%s holds %s, not %s".formatted(path, header.type(), type));
    }
    return header.elements();
  }

  private static Header parse(String text, Path path) throws IOException {
    Matcher matcher = HEADER.matcher(text);
    if (!matcher.matches()) {
      throw new IOException("%s has an array unknown here: %s".formatted(path, text.strip()));
    }
    int elements = 1;
    for (String extent : matcher.group(2).split(",")) {
      if (!extent.isBlank()) {
        elements = Math.multiplyExact(elements, Integer.parseInt(extent.strip()));
      }
    }
    return new Header(matcher.group(1), elements);
  }

  private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static void readFully(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw new EOFException("the file is cut short");
      }
    }
    bytes.flip();
  }
}
