package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactFile;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The loaded models within a budget of memory. Where there is no room for one, the least recently
 * used of those that are wanted less goes. What is wanted most has no need of room: it is kept
 * whatever it takes. Not thread-safe.
 */
final class ModelMemory {
  /** A string of a dozen characters, its entries in the map and the list, and its two numbers. */
  private static final long BYTES_AN_ID = 120;

  private record Resident(ServableModel model, long bytes) {}

  private final long budget;
  private final ToLongFunction<ModelReference> lastUsed;
  private final Map<ModelReference, Resident> residents = new LinkedHashMap<>();

  /**
   * An empty memory.
   *
   * @param budget in bytes
   * @param lastUsed when a model was used last; the higher, the later
   */
  ModelMemory(long budget, ToLongFunction<ModelReference> lastUsed) {
    this.budget = budget;
    this.lastUsed = lastUsed;
  }

  /**
   * An estimate of what an artifact takes when it is loaded: tensors are held as they are stored,
   * and ids take more than their characters.
   */
  static long footprint(Artifact artifact) {
    long files = artifact.manifest().files().stream().mapToLong(ArtifactFile::size).sum();
    return files + BYTES_AN_ID * artifact.manifest().data().items();
  }

  /** The loaded model of that reference and digest. */
  Optional<ServableModel> find(ModelReference reference, String digest) {
    return Optional.ofNullable(residents.get(reference))
        .map(Resident::model)
        .filter(model -> model.digest().equals(digest));
  }

  /**
   * Makes room for a model.
   *
   * @param bytes how much
   * @param want who wants it
   * @param wants who wants the others
   * @return whether there is room now; what was pushed out stays out in any case
   */
  boolean makeRoom(long bytes, Want want, Function<ModelReference, Want> wants) {
    while (bytes() + bytes > budget) {
      Optional<ModelReference> victim =
          residents.keySet().stream()
              .filter(reference -> want.mayPushOut(wants.apply(reference)))
              .max(
                  Comparator.<ModelReference, Want>comparing(wants)
                      .thenComparing(Comparator.comparingLong(lastUsed).reversed()));
      if (victim.isEmpty()) {
        return want == Want.SERVING;
      }
      residents.remove(victim.get());
    }
    return true;
  }

  /** Keeps a model; there should be room for it. */
  void put(ServableModel model, long bytes) {
    residents.put(model.reference(), new Resident(model, bytes));
  }

  /** Lets go of every model but those. */
  void retain(Predicate<ServableModel> kept) {
    residents.values().removeIf(resident -> !kept.test(resident.model()));
  }

  /** How much the loaded models take, as estimated. */
  long bytes() {
    return residents.values().stream().mapToLong(Resident::bytes).sum();
  }

  long budget() {
    return budget;
  }

  /** What is loaded. */
  Map<ModelReference, ServableModel> models() {
    Map<ModelReference, ServableModel> models = new LinkedHashMap<>();
    residents.forEach((reference, resident) -> models.put(reference, resident.model()));
    return models;
  }
}
