package io.holdfast.core.artifact;

import io.holdfast.core.data.IdMap;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An {@link IdMap} in a file: the ids in the order of their indices.
 *
 * <p>Byte layout:
 *
 * <pre>
 * 0   8 bytes  the ASCII characters HFIDMAP1
 * 8   4 bytes  how many ids, unsigned, little endian
 * 12  for each id: 2 bytes its length in bytes, unsigned, little endian; then the id in UTF-8
 * </pre>
 *
 * Nothing follows the last id. Lengths are explicit, so an id may hold any character, line breaks
 * too.
 */
final class IdMapFile {

  private static final byte[] MAGIC = "HFIDMAP1".getBytes(StandardCharsets.US_ASCII);

  private IdMapFile() {}

  static void write(IdMap ids, OutputStream file) throws IOException {
    // Not closed: the caller owns the file.
    BufferedOutputStream out = new BufferedOutputStream(file, 1 << 16);
    out.write(MAGIC);
    writeLittleEndian(out, ids.size(), Integer.BYTES);
    for (String id : ids.ids()) {
      byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
      writeLittleEndian(out, bytes.length, Short.BYTES);
      out.write(bytes);
    }
    out.flush();
  }

  /**
   * Reads an id map.
   *
   * @throws CorruptArtifactException if the file is not whole and well formed, or an id occurs
   *     twice
   */
  static IdMap read(Path path) throws IOException {
    try (InputStream file = Files.newInputStream(path);
        DataInputStream in = new DataInputStream(new BufferedInputStream(file, 1 << 16))) {
      byte[] magic = new byte[MAGIC.length];
      in.readFully(magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new CorruptArtifactException(path.getFileName() + " is no id map of version 1");
      }
      int count = Integer.reverseBytes(in.readInt());
      if (count < 0) {
        throw new CorruptArtifactException(path.getFileName() + " speaks of too many ids");
      }
      IdMap.Builder ids = IdMap.builder();
      for (int index = 0; index < count; index++) {
        byte[] bytes = new byte[Short.toUnsignedInt(Short.reverseBytes(in.readShort()))];
        in.readFully(bytes);
        String id = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        if (ids.add(id) != index) {
          throw new CorruptArtifactException(path.getFileName() + " holds an id twice: " + id);
        }
      }
      if (in.read() >= 0) {
        throw new CorruptArtifactException(path.getFileName() + " goes on after its last id");
      }
      return ids.build();
    } catch (EOFException e) {
      throw new CorruptArtifactException(path.getFileName() + " is cut short", e);
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw new CorruptArtifactException(path.getFileName() + " holds no valid id", e);
    }
  }

  private static void writeLittleEndian(OutputStream out, int value, int bytes) throws IOException {
    for (int b = 0; b < bytes; b++) {
      out.write(value >>> (8 * b));
    }
  }
}
