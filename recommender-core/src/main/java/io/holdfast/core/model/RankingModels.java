package io.holdfast.core.model;

import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactDescription;
import io.holdfast.core.artifact.ArtifactReader;
import io.holdfast.core.artifact.ArtifactWriter;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.core.artifact.Manifest;
import io.holdfast.core.artifact.UnsupportedArtifactVersionException;
import io.holdfast.core.linalg.LinearAlgebra;
import java.io.IOException;
import java.nio.file.Path;

/** Ranking models to and from artifacts. */
public final class RankingModels {

  private RankingModels() {}

  /**
   * Writes {@code model} to the directory {@code target}, which must not exist. The manifest's
   * parameters are the model's own.
   *
   * @throws IllegalArgumentException if the description speaks of another kind
   * @throws IOException if it cannot be written; nothing of it is left then
   */
  public static Artifact write(Path target, ArtifactDescription description, RankingModel model)
      throws IOException {
    if (!description.kind().equals(model.kind())) {
      throw new IllegalArgumentException(
          "the description is of %s, the model is %s".formatted(description.kind(), model.kind()));
    }
    return ArtifactWriter.write(
        target, description.withParameters(model.parameters().asMap()), model.contents());
  }

  /**
   * Verifies and loads the model in {@code directory}.
   *
   * @throws UnsupportedArtifactVersionException if a later build wrote it, or its kind or a
   *     parameter is unknown here
   * @throws CorruptArtifactException if it is not what its manifest says
   * @throws IOException if it cannot be read
   */
  public static LoadedModel load(Path directory, LinearAlgebra linearAlgebra) throws IOException {
    return load(ArtifactReader.open(directory), linearAlgebra);
  }

  /** {@link #load(Path, LinearAlgebra)} of an artifact that has been opened already. */
  public static LoadedModel load(Artifact artifact, LinearAlgebra linearAlgebra)
      throws IOException {
    Manifest manifest = artifact.manifest();
    if (!ModelKinds.isKnown(manifest.kind())) {
      throw new UnsupportedArtifactVersionException(
          "%s@%s is of kind %s; this build knows %s"
              .formatted(manifest.name(), manifest.version(), manifest.kind(), ModelKinds.names()));
    }
    ModelKind kind = ModelKinds.named(manifest.kind());
    Parameters parameters;
    try {
      parameters = kind.parameters().parse(manifest.parameters());
    } catch (IllegalArgumentException e) {
      throw new UnsupportedArtifactVersionException(
          "%s@%s: %s".formatted(manifest.name(), manifest.version(), e.getMessage()));
    }
    try {
      RankingModel model = kind.restore(ArtifactReader.read(artifact), parameters, linearAlgebra);
      return new LoadedModel(artifact, model);
    } catch (IllegalArgumentException e) {
      throw new CorruptArtifactException(
          "%s@%s: %s".formatted(manifest.name(), manifest.version(), e.getMessage()), e);
    }
  }
}
