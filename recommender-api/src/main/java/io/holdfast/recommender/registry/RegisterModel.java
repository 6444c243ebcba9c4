package io.holdfast.recommender.registry;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactTar;
import io.holdfast.core.artifact.Manifest;
import io.holdfast.core.artifact.OfflineMetrics;
import io.holdfast.core.artifact.UnsupportedArtifactVersionException;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.recommender.domain.ArtifactStore;
import io.holdfast.recommender.domain.ModelRegistry;
import io.holdfast.recommender.domain.ModelState;
import io.holdfast.recommender.domain.RegisteredModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes a model in: the upload is unpacked and verified file by file, put into the artifact store
 * in chunks, and only then registered. Registering never activates. Blocks; thread-safe.
 */
@ApplicationScoped
public class RegisterModel {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final ArtifactCache cache;
  private final ArtifactStore store;
  private final ModelRegistry registry;
  private final Clock clock;
  private final Event<RegistryChanged> changes;

  RegisterModel(
      ArtifactCache cache,
      ArtifactStore store,
      ModelRegistry registry,
      Clock clock,
      Event<RegistryChanged> changes) {
    this.cache = cache;
    this.store = store;
    this.registry = registry;
    this.clock = clock;
    this.changes = changes;
  }

  /** What became of an upload. */
  public sealed interface Outcome permits Registered, AlreadyThere, OtherDigest {}

  /** It is in the registry now. */
  public record Registered(RegisteredModel model) implements Outcome {}

  /** The same artifact was there before. */
  public record AlreadyThere(RegisteredModel model) implements Outcome {}

  /**
   * The name and version belong to another artifact.
   *
   * @param model the one that is there
   * @param digest the digest of the one that was sent
   */
  public record OtherDigest(RegisteredModel model, String digest) implements Outcome {}

  /**
   * Takes the artifact that {@code tar} holds.
   *
   * @throws io.holdfast.core.artifact.ArtifactException if it cannot be used
   * @throws IOException if it cannot be read or stored
   */
  public Outcome register(InputStream tar) throws IOException {
    return cache.unpack(tar, this::register);
  }

  private Outcome register(Artifact artifact) throws IOException {
    Manifest manifest = artifact.manifest();
    requireKnownKind(manifest);
    ModelReference reference = new ModelReference(manifest.name(), manifest.version());
    RegisteredModel known = registry.find(reference).await().atMost(LONGEST_WAIT).orElse(null);
    if (known != null) {
      return outcome(known, artifact.digest(), false);
    }
    long bytes = store.store(artifact.digest(), out -> ArtifactTar.write(artifact, out));
    ModelRegistry.Registration registration =
        registry.register(candidate(artifact, bytes)).await().atMost(LONGEST_WAIT);
    cache.keep(artifact);
    changes.fire(new RegistryChanged());
    return outcome(registration.model(), artifact.digest(), registration.created());
  }

  private static void requireKnownKind(Manifest manifest)
      throws UnsupportedArtifactVersionException {
    if (!ModelKinds.isKnown(manifest.kind())) {
      throw new UnsupportedArtifactVersionException(
          "the model is of kind " + manifest.kind() + "; known here: " + ModelKinds.names());
    }
  }

  private static Outcome outcome(RegisteredModel there, String digest, boolean created) {
    if (!there.digest().equals(digest)) {
      return new OtherDigest(there, digest);
    }
    return created ? new Registered(there) : new AlreadyThere(there);
  }

  private RegisteredModel candidate(Artifact artifact, long bytes) {
    Manifest manifest = artifact.manifest();
    return new RegisteredModel(
        new ModelReference(manifest.name(), manifest.version()),
        manifest.kind(),
        artifact.digest(),
        ModelState.REGISTERED,
        bytes,
        metrics(manifest),
        manifest.warnings(),
        manifest.createdAt().truncatedTo(ChronoUnit.MICROS),
        clock.now(),
        null,
        null);
  }

  /** Of several evaluations the manifest's last word on each metric is taken. */
  private static Map<String, Double> metrics(Manifest manifest) {
    Map<String, Double> metrics = new TreeMap<>();
    for (OfflineMetrics evaluation : manifest.evaluations()) {
      metrics.putAll(evaluation.metrics());
    }
    return metrics;
  }
}
