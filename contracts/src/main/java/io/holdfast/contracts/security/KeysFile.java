package io.holdfast.contracts.security;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.EnumSet;

/**
 * The mounted file of {@code holdfast.security.keys-file}. {@link #ring()} looks at its
 * modification time and size, which costs microseconds, and reads it again when they changed. If
 * what it says then is not valid, the old ring stays and a warning is logged, once for each such
 * change. Thread-safe.
 */
public final class KeysFile {
  private static final Logger LOG = System.getLogger(KeysFile.class.getName());

  private final Path path;
  private volatile Loaded loaded;

  private record Stamp(FileTime modified, long size) {}

  private record Loaded(Stamp stamp, KeyRing ring) {}

  private KeysFile(Path path, Loaded loaded) {
    this.path = path;
    this.loaded = loaded;
  }

  /**
   * Reads the file for the first time.
   *
   * @throws InvalidKeysFileException if it cannot be read or is not valid
   */
  public static KeysFile open(Path path) {
    try {
      Stamp stamp = stamp(path);
      return new KeysFile(path, new Loaded(stamp, read(path)));
    } catch (IOException e) {
      throw new InvalidKeysFileException("cannot read the keys file " + path, e);
    }
  }

  /**
   * Writes a file that only its owner can read, at once or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, Collection<ApiKey> keys) throws IOException {
    Path folder = Files.createDirectories(path.toAbsolutePath().getParent());
    Path temporary = Files.createTempFile(folder, ".keys-", ".json");
    try {
      Files.writeString(temporary, KeysFormat.write(keys));
      if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(
            temporary, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      }
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The keys as the file has them now, or had them when it was last valid. */
  public KeyRing ring() {
    Loaded current = loaded;
    try {
      return stamp(path).equals(current.stamp()) ? current.ring() : reload();
    } catch (IOException e) {
      return reload();
    }
  }

  private synchronized KeyRing reload() {
    Loaded old = loaded;
    Stamp stamp = null;
    try {
      stamp = stamp(path);
      if (!stamp.equals(old.stamp())) {
        loaded = new Loaded(stamp, read(path));
        LOG.log(Level.INFO, "keys file {0} was read again", path);
      }
    } catch (IOException | InvalidKeysFileException e) {
      if (stamp != null || old.stamp() != null) {
        LOG.log(
            Level.WARNING,
            "the changed keys file " + path + " is not used, the old keys stay: " + e.getMessage());
      }
      loaded = new Loaded(stamp, old.ring());
    }
    return loaded.ring();
  }

  private static Stamp stamp(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new Stamp(attributes.lastModifiedTime(), attributes.size());
  }

  private static KeyRing read(Path path) throws IOException {
    try {
      return KeysFormat.read(Files.readString(path));
    } catch (InvalidKeysFileException e) {
      throw new InvalidKeysFileException("keys file " + path + ": " + e.getMessage(), e);
    }
  }
}
