package io.holdfast.core.artifact;

import io.holdfast.core.data.IdMap;
import java.util.Map;

/**
 * What a model keeps: tensors and id maps by name. Names are lower case with digits, {@code _} and
 * {@code -}.
 *
 * @param tensors tensors by name
 * @param idMaps id maps by name
 */
public record ArtifactContents(Map<String, Tensor> tensors, Map<String, IdMap> idMaps) {

  /** Copies the maps (not the arrays). */
  public ArtifactContents {
    tensors = Map.copyOf(tensors);
    idMaps = Map.copyOf(idMaps);
  }

  /**
   * The float32 tensor of this name.
   *
   * @throws CorruptArtifactException if there is none, or it has another type or number of
   *     dimensions
   */
  public Tensor.Floats floats(String name, int dimensions) throws CorruptArtifactException {
    if (tensor(name, dimensions) instanceof Tensor.Floats floats) {
      return floats;
    }
    throw new CorruptArtifactException("tensor " + name + " is not float32");
  }

  /**
   * The int32 tensor of this name.
   *
   * @throws CorruptArtifactException if there is none, or it has another type or number of
   *     dimensions
   */
  public Tensor.Ints ints(String name, int dimensions) throws CorruptArtifactException {
    if (tensor(name, dimensions) instanceof Tensor.Ints ints) {
      return ints;
    }
    throw new CorruptArtifactException("tensor " + name + " is not int32");
  }

  /**
   * The int64 tensor of this name.
   *
   * @throws CorruptArtifactException if there is none, or it has another type or number of
   *     dimensions
   */
  public Tensor.Longs longs(String name, int dimensions) throws CorruptArtifactException {
    if (tensor(name, dimensions) instanceof Tensor.Longs longs) {
      return longs;
    }
    throw new CorruptArtifactException("tensor " + name + " is not int64");
  }

  /**
   * The id map of this name.
   *
   * @throws CorruptArtifactException if there is none
   */
  public IdMap ids(String name) throws CorruptArtifactException {
    IdMap ids = idMaps.get(name);
    if (ids == null) {
      throw new CorruptArtifactException("there is no id map " + name + " in " + idMaps.keySet());
    }
    return ids;
  }

  private Tensor tensor(String name, int dimensions) throws CorruptArtifactException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new CorruptArtifactException("there is no tensor " + name + " in " + tensors.keySet());
    }
    if (tensor.shape().length != dimensions) {
      throw new CorruptArtifactException(
          "tensor %s has %d dimensions, not %d".formatted(name, tensor.shape().length, dimensions));
    }
    return tensor;
  }
}
