package io.holdfast.core.artifact;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * An artifact as one stream: a POSIX ustar archive of its files, flat, {@code manifest.json} first.
 *
 * <p>Written deterministically (the manifest's order, mode 0644, owner 0, time 0), so equal
 * artifacts give equal bytes. Extraction takes regular files with plain names only, at most {@value
 * #MAX_FILES} of them and no more bytes than the caller allows, and writes nowhere but into the
 * directory it is given.
 */
public final class ArtifactTar {

  /** The largest artifact that a registry takes: 4 GiB. */
  public static final long MAX_BYTES = 4L << 30;

  static final int MAX_FILES = 64;

  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int MODE_AT = 100;
  private static final int UID_AT = 108;
  private static final int GID_AT = 116;
  private static final int SIZE_AT = 124;
  private static final int TIME_AT = 136;
  private static final int CHECKSUM_AT = 148;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int NUMBER_LENGTH = 8;
  private static final int LONG_NUMBER_LENGTH = 12;
  private static final byte[] MAGIC = "ustar\00000".getBytes(StandardCharsets.US_ASCII);

  private ArtifactTar() {}

  /**
   * Writes the artifact's files to {@code out}, which is not closed.
   *
   * @throws IOException if a file cannot be read or the stream not written
   */
  public static void write(Artifact artifact, OutputStream out) throws IOException {
    writeFile(artifact.directory().resolve(Manifest.FILE_NAME), out);
    for (ArtifactFile file : artifact.manifest().files()) {
      writeFile(artifact.directory().resolve(file.name()), out);
    }
    out.write(new byte[2 * BLOCK]);
    out.flush();
  }

  /** How many bytes {@link #write} produces, for a Content-Length. */
  public static long length(Artifact artifact) throws IOException {
    long length = 2 * BLOCK;
    length += BLOCK + padded(Files.size(artifact.directory().resolve(Manifest.FILE_NAME)));
    for (ArtifactFile file : artifact.manifest().files()) {
      length += BLOCK + padded(file.size());
    }
    return length;
  }

  /**
   * Extracts an archive into {@code directory}, which is made if missing. The stream is read to the
   * end of the archive and not closed. What comes out is not yet verified: open it with {@link
   * ArtifactReader#open}.
   *
   * @param maxBytes how many bytes of content to take at most
   * @throws CorruptArtifactException if it is no such archive, holds anything but plain files, a
   *     name twice, too many files or too many bytes; what was extracted so far stays
   * @throws IOException if the stream cannot be read or a file not written
   */
  public static void extract(InputStream in, Path directory, long maxBytes) throws IOException {
    Files.createDirectories(directory);
    Set<String> names = new HashSet<>();
    byte[] header = new byte[BLOCK];
    long left = maxBytes;
    while (true) {
      readFully(in, header);
      if (isZero(header)) {
        readFully(in, header);
        if (!isZero(header)) {
          throw new CorruptArtifactException("the tar goes on after its end");
        }
        return;
      }
      String name = entryName(header);
      long size = octal(header, SIZE_AT, LONG_NUMBER_LENGTH);
      left -= size;
      if (left < 0) {
        throw new CorruptArtifactException("the tar holds more than " + maxBytes + " bytes");
      }
      if (!names.add(name) || names.size() > MAX_FILES) {
        throw new CorruptArtifactException(
            "the tar holds more than " + MAX_FILES + " files, or one twice: " + name);
      }
      extractFile(in, directory.resolve(name), size);
    }
  }

  private static void writeFile(Path path, OutputStream out) throws IOException {
    long size = Files.size(path);
    out.write(header(path.getFileName().toString(), size));
    long copied;
    try (InputStream in = Files.newInputStream(path)) {
      copied = in.transferTo(out);
    }
    if (copied != size) {
      throw new IOException(path + " changed from " + size + " to " + copied + " bytes");
    }
    out.write(new byte[(int) (padded(size) - size)]);
  }

  private static byte[] header(String name, long size) {
    byte[] header = new byte[BLOCK];
    byte[] nameBytes = ArtifactNames.requireFileName(name).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
    putOctal(header, MODE_AT, NUMBER_LENGTH, 0644);
    putOctal(header, UID_AT, NUMBER_LENGTH, 0);
    putOctal(header, GID_AT, NUMBER_LENGTH, 0);
    putOctal(header, SIZE_AT, LONG_NUMBER_LENGTH, size);
    putOctal(header, TIME_AT, LONG_NUMBER_LENGTH, 0);
    header[TYPE_AT] = '0';
    System.arraycopy(MAGIC, 0, header, MAGIC_AT, MAGIC.length);
    putOctal(header, CHECKSUM_AT, NUMBER_LENGTH - 1, checksum(header));
    header[CHECKSUM_AT + NUMBER_LENGTH - 1] = ' ';
    return header;
  }

  private static String entryName(byte[] header) throws CorruptArtifactException {
    if (octal(header, CHECKSUM_AT, NUMBER_LENGTH) != checksum(header)) {
      throw new CorruptArtifactException("this is no tar: a header's checksum is wrong");
    }
    if (header[TYPE_AT] != '0' && header[TYPE_AT] != 0) {
      throw new CorruptArtifactException(
          "the tar holds something that is no regular file: type " + (char) header[TYPE_AT]);
    }
    int end = 0;
    while (end < NAME_LENGTH && header[end] != 0) {
      end++;
    }
    String name = new String(header, 0, end, StandardCharsets.UTF_8);
    try {
      return ArtifactNames.requireFileName(name);
    } catch (IllegalArgumentException e) {
      throw new CorruptArtifactException("the tar holds a file of a wrong name: " + name, e);
    }
  }

  private static void extractFile(InputStream in, Path path, long size) throws IOException {
    byte[] chunk = new byte[1 << 16];
    try (OutputStream file =
        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long left = size;
      while (left > 0) {
        int n = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
        if (n == 0) {
          throw new CorruptArtifactException("the tar is cut short", new EOFException());
        }
        file.write(chunk, 0, n);
        left -= n;
      }
    }
    readFully(in, new byte[(int) (padded(size) - size)]);
  }

  private static void readFully(InputStream in, byte[] block) throws IOException {
    if (in.readNBytes(block, 0, block.length) != block.length) {
      throw new CorruptArtifactException("the tar is cut short", new EOFException());
    }
  }

  private static long padded(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** The sum of the header's bytes with the checksum field read as spaces. */
  private static int checksum(byte[] header) {
    byte[] copy = header.clone();
    Arrays.fill(copy, CHECKSUM_AT, CHECKSUM_AT + NUMBER_LENGTH, (byte) ' ');
    int sum = 0;
    for (byte b : copy) {
      sum += Byte.toUnsignedInt(b);
    }
    return sum;
  }

  /** Writes {@code length - 1} octal digits and a NUL. */
  private static void putOctal(byte[] header, int at, int length, long value) {
    long rest = value;
    for (int d = at + length - 2; d >= at; d--) {
      header[d] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
    if (rest != 0) {
      throw new IllegalArgumentException("too large for a tar: " + value);
    }
  }

  private static long octal(byte[] header, int at, int length) throws CorruptArtifactException {
    String text = new String(header, at, length, StandardCharsets.US_ASCII);
    String digits = text.replace('\0', ' ').strip();
    if (!digits.matches("[0-7]{1,12}")) {
      throw new CorruptArtifactException("this is no tar: not an octal number: " + digits);
    }
    return Long.parseLong(digits, 8);
  }
}
