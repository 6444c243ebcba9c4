package io.holdfast.core.artifact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the trainer knows about a model before its files are written; the writer adds version, sizes
 * and digests and makes it the {@link Manifest}.
 *
 * @param name the model's name in the registry
 * @param kind the kind of model, for example {@code als}
 * @param parameters parameter name to value: whole number, real number, boolean or text
 * @param seed the seed it was trained with
 * @param backend the linear algebra it was trained with
 * @param createdAt when it was trained
 * @param gitRevision the revision of the code, or null if unknown
 * @param data what it was trained on
 * @param evaluations offline evaluations
 * @param gate what the quality gate said, or null if it was not asked
 * @param warnings sentences that people should read before they activate it
 * @param search how the parameters were chosen, or null if they were not searched for
 */
public record ArtifactDescription(
    String name,
    String kind,
    Map<String, Object> parameters,
    long seed,
    String backend,
    Instant createdAt,
    @Nullable String gitRevision,
    DataDescription data,
    List<OfflineMetrics> evaluations,
    @Nullable GateResult gate,
    List<String> warnings,
    @Nullable SearchReport search) {

  /**
   * Checks the name and copies the collections.
   *
   * @throws IllegalArgumentException if a model may not be called {@code name}
   */
  public ArtifactDescription {
    ArtifactNames.requireModelName(name);
    parameters = Map.copyOf(parameters);
    evaluations = List.copyOf(evaluations);
    warnings = List.copyOf(warnings);
  }

  /** The same with other parameters. */
  public ArtifactDescription withParameters(Map<String, Object> others) {
    return new ArtifactDescription(
        name,
        kind,
        others,
        seed,
        backend,
        createdAt,
        gitRevision,
        data,
        evaluations,
        gate,
        warnings,
        search);
  }
}
