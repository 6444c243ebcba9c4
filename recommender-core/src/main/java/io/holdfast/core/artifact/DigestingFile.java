package io.holdfast.core.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A new file that is digested while it is written and is on the disk once it is closed. */
final class DigestingFile extends OutputStream {

  private final String name;
  private final FileChannel channel;
  private final MessageDigest digest = Sha256.create();
  private long size;

  private DigestingFile(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  static DigestingFile create(Path directory, String name) throws IOException {
    ArtifactNames.requireFileName(name);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new DigestingFile(name, channel);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    write(ByteBuffer.wrap(bytes, offset, length));
  }

  /** Writes what remains in {@code buffer}. */
  void write(ByteBuffer buffer) throws IOException {
    digest.update(buffer.duplicate());
    size += buffer.remaining();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Forces the file to the disk, closes it, and says what it became. */
  ArtifactFile finish() throws IOException {
    channel.force(true);
    channel.close();
    return new ArtifactFile(name, size, Sha256.hex(digest));
  }

  /** Closes without forcing: for the way out after an error. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
