package io.holdfast.core.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json}: what a model is, where it came from, how good it looked, and the digests
 * of its files. Fields are only ever added; a reader ignores those it does not know, and refuses a
 * higher {@code formatVersion}.
 *
 * @param formatVersion the version of the artifact format
 * @param name the model's name in the registry
 * @param version its version: UTC time of training and the first eight digits of the digest over
 *     its files
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
 * @param files every other file, by name
 * @param search how the parameters were chosen, or null if they were not searched for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
    int formatVersion,
    String name,
    String version,
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
    List<ArtifactFile> files,
    @Nullable SearchReport search) {

  /** The format that this build writes, and the highest that it reads. */
  public static final int FORMAT_VERSION = 1;

  /** The manifest's file name. */
  public static final String FILE_NAME = "manifest.json";

  /**
   * Checks names and required fields, copies the collections.
   *
   * @throws IllegalArgumentException if a name may not be used
   * @throws NullPointerException if a required field is missing
   */
  public Manifest {
    ArtifactNames.requireModelName(name);
    ArtifactNames.requireVersion(version);
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(data, "data");
    parameters = Map.copyOf(parameters);
    evaluations = List.copyOf(evaluations);
    warnings = List.copyOf(warnings);
    files = files.stream().sorted(Comparator.comparing(ArtifactFile::name)).toList();
  }

  /** The manifest of {@code description} with {@code version} and {@code files}. */
  static Manifest of(ArtifactDescription description, String version, List<ArtifactFile> files) {
    return new Manifest(
        FORMAT_VERSION,
        description.name(),
        version,
        description.kind(),
        description.parameters(),
        description.seed(),
        description.backend(),
        description.createdAt(),
        description.gitRevision(),
        description.data(),
        description.evaluations(),
        description.gate(),
        description.warnings(),
        files,
        description.search());
  }

  /** The same model under another name. */
  public Manifest withName(String otherName) {
    return new Manifest(
        formatVersion,
        otherName,
        version,
        kind,
        parameters,
        seed,
        backend,
        createdAt,
        gitRevision,
        data,
        evaluations,
        gate,
        warnings,
        files,
        search);
  }
}
