package io.holdfast.core.artifact;

import io.holdfast.core.data.IdMap;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes artifacts so that a directory of the target's name is there whole or not at all: files go
 * into a directory of a temporary name beside it, are forced to the disk, the directory is forced,
 * and then renamed.
 *
 * <p>Files of an artifact: {@code manifest.json}, {@code tensors.safetensors}, and {@code
 * <name>.ids} for each id map. Stateless and thread-safe.
 */
public final class ArtifactWriter {

  static final String TENSORS = "tensors.safetensors";
  static final String IDS_SUFFIX = ".ids";

  private ArtifactWriter() {}

  /**
   * Writes an artifact to {@code target}.
   *
   * @param target the directory to make; its parents are made if missing
   * @throws FileAlreadyExistsException if {@code target} exists
   * @throws IOException if it cannot be written; nothing of it is left then
   */
  public static Artifact write(
      Path target, ArtifactDescription description, ArtifactContents contents) throws IOException {
    return publish(
        target,
        staging -> {
          List<ArtifactFile> files = writeFiles(staging, contents);
          String version = ArtifactVersion.mint(description.createdAt(), digestOf(files));
          return Manifest.of(description, version, files);
        });
  }

  /**
   * Writes the same model under another name: same version and files, another manifest and digest.
   *
   * @throws FileAlreadyExistsException if {@code target} exists
   * @throws IOException if it cannot be read or written
   */
  public static Artifact copyAs(Artifact source, String name, Path target) throws IOException {
    Manifest manifest = source.manifest().withName(name);
    return publish(
        target,
        staging -> {
          for (ArtifactFile file : manifest.files()) {
            Path copy = staging.resolve(file.name());
            Files.copy(source.directory().resolve(file.name()), copy);
            force(copy, StandardOpenOption.WRITE);
          }
          return manifest;
        });
  }

  private interface Staging {
    Manifest fill(Path directory) throws IOException;
  }

  private static Artifact publish(Path target, Staging staging) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null || Files.exists(absolute)) {
      throw new FileAlreadyExistsException(absolute.toString());
    }
    Files.createDirectories(parent);
    Path temporary = Files.createTempDirectory(parent, "." + absolute.getFileName() + ".tmp-");
    try {
      Manifest manifest = staging.fill(temporary);
      byte[] json = ManifestJson.write(manifest);
      try (DigestingFile file = DigestingFile.create(temporary, Manifest.FILE_NAME)) {
        file.write(json);
        file.finish();
      }
      force(temporary, StandardOpenOption.READ);
      Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
      force(parent, StandardOpenOption.READ);
      return new Artifact(absolute, manifest, Sha256.hex(json));
    } catch (IOException | RuntimeException e) {
      deleteQuietly(temporary, e);
      throw e;
    }
  }

  private static List<ArtifactFile> writeFiles(Path directory, ArtifactContents contents)
      throws IOException {
    List<ArtifactFile> files = new ArrayList<>();
    try (DigestingFile file = DigestingFile.create(directory, TENSORS)) {
      SafeTensors.write(contents.tensors(), file);
      files.add(file.finish());
    }
    for (Map.Entry<String, IdMap> named : new TreeMap<>(contents.idMaps()).entrySet()) {
      String name = ArtifactNames.requireEntryName(named.getKey()) + IDS_SUFFIX;
      try (DigestingFile file = DigestingFile.create(directory, name)) {
        IdMapFile.write(named.getValue(), file);
        files.add(file.finish());
      }
    }
    return files;
  }

  private static String digestOf(List<ArtifactFile> files) {
    StringBuilder lines = new StringBuilder();
    for (ArtifactFile file : files) {
      lines.append(file.name()).append(' ').append(file.sha256()).append('\n');
    }
    return Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private static void deleteQuietly(Path directory, Exception reason) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
