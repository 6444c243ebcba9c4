package io.holdfast.core.artifact;

import io.holdfast.core.data.IdMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens artifacts and believes nothing: format version, presence, size and SHA-256 of each file.
 */
public final class ArtifactReader {

  private static final int MAX_MANIFEST = 16 << 20;
  private static final int CHUNK = 1 << 16;

  private ArtifactReader() {}

  /**
   * Opens and verifies the artifact in {@code directory}.
   *
   * @throws NoSuchFileException if there is no manifest
   * @throws UnsupportedArtifactVersionException if a later build wrote it
   * @throws CorruptArtifactException if it is not what its manifest says
   * @throws IOException if it cannot be read
   */
  public static Artifact open(Path directory) throws IOException {
    Path path = directory.resolve(Manifest.FILE_NAME);
    if (Files.size(path) > MAX_MANIFEST) {
      throw new CorruptArtifactException("manifest.json is longer than " + MAX_MANIFEST + " bytes");
    }
    byte[] json = Files.readAllBytes(path);
    Manifest manifest = readManifest(json);
    for (ArtifactFile file : manifest.files()) {
      verify(directory.resolve(file.name()), file);
    }
    return new Artifact(directory, manifest, Sha256.hex(json));
  }

  /**
   * Reads a manifest alone, for example from the head of a tar, without looking at the files.
   *
   * @throws UnsupportedArtifactVersionException if a later build wrote it
   * @throws CorruptArtifactException if it is no manifest
   */
  public static Manifest readManifest(byte[] json) throws ArtifactException {
    return ManifestJson.read(json);
  }

  /**
   * The tensors and id maps of an opened artifact.
   *
   * @throws CorruptArtifactException if a file is not in its format
   * @throws IOException if it cannot be read
   */
  public static ArtifactContents read(Artifact artifact) throws IOException {
    Map<String, Tensor> tensors = new HashMap<>();
    Map<String, IdMap> idMaps = new HashMap<>();
    for (ArtifactFile file : artifact.manifest().files()) {
      Path path = artifact.directory().resolve(file.name());
      if (file.name().equals(ArtifactWriter.TENSORS)) {
        tensors.putAll(SafeTensors.read(path));
      } else if (file.name().endsWith(ArtifactWriter.IDS_SUFFIX)) {
        int end = file.name().length() - ArtifactWriter.IDS_SUFFIX.length();
        idMaps.put(file.name().substring(0, end), IdMapFile.read(path));
      }
    }
    return new ArtifactContents(tensors, idMaps);
  }

  private static void verify(Path path, ArtifactFile file) throws IOException {
    MessageDigest digest = Sha256.create();
    long size = 0;
    try (InputStream in = Files.newInputStream(path)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
        size += n;
      }
    } catch (NoSuchFileException e) {
      throw new CorruptArtifactException(file.name() + " is missing", e);
    }
    if (size != file.size()) {
      throw new CorruptArtifactException(
          file.name() + " has " + size + " bytes, not " + file.size());
    }
    if (!Sha256.hex(digest).equals(file.sha256())) {
      throw new CorruptArtifactException(file.name() + " does not have the manifest's SHA-256");
    }
  }
}
