package io.holdfast.recommender.testing;

import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactDescription;
import io.holdfast.core.artifact.ArtifactTar;
import io.holdfast.core.artifact.DataDescription;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RankingModels;
import io.holdfast.core.model.TrainingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Small models trained on generated data: {@value #USERS} users in two tribes. The even ones like
 * items {@code even-0 …}, the odd ones {@code odd-0 …}; item n of a tribe has more users than item
 * n + 1, and the even tribe is larger.
 */
public final class TestModels {
  public static final int ITEMS_A_TRIBE = 20;

  private static final int USERS = 90;

  private TestModels() {}

  /** A model as it is uploaded. */
  public static final class Upload {
    private final String name;
    private final String version;
    private final String digest;
    private final byte[] tar;

    private Upload(String name, String version, String digest, byte[] tar) {
      this.name = name;
      this.version = version;
      this.digest = digest;
      this.tar = tar;
    }

    /** The model's name. */
    public String name() {
      return name;
    }

    /** Its version. */
    public String version() {
      return version;
    }

    /** The artifact's digest. */
    public String digest() {
      return digest;
    }

    /** The artifact's bytes. */
    public byte[] tar() {
      return tar.clone();
    }

    /** {@code name@version}. */
    public String reference() {
      return name + "@" + version;
    }
  }

  /** A popular model of that name. */
  public static Upload popular(String name) {
    return train(name, "popular", Map.of(), 1);
  }

  /**
   * A model of ratings of that name: each tribe gives 4 or 5 to its own items and 1 or 2 to the
   * first ones of the other.
   *
   * @param solver {@code gibbs}, which knows how sure it is, or {@code als}
   */
  public static Upload ratings(String name, String solver) {
    return train(
        name,
        "explicit-mf",
        Map.of("factors", "2", "solver", solver, "samples", "20", "burn-in", "20"),
        1,
        ratingLog());
  }

  /** An als model of that name; another seed makes another model. */
  public static Upload als(String name, long seed) {
    return train(name, "als", Map.of("factors", "8", "epochs", "10"), seed);
  }

  private static Upload train(String name, String kindName, Map<String, String> given, long seed) {
    return train(name, kindName, given, seed, log());
  }

  private static Upload train(
      String name, String kindName, Map<String, String> given, long seed, InteractionLog log) {
    ModelKind kind = ModelKinds.named(kindName);
    Parameters parameters = kind.parameters().parse(given);
    RankingModel model =
        kind.train(log.toMatrix(), parameters, TrainingContext.withSeed(seed).withThreads(1));
    ArtifactDescription description =
        new ArtifactDescription(
            name,
            kindName,
            parameters.asMap(),
            seed,
            "test",
            Instant.parse("2026-11-01T00:00:00Z").plusSeconds(seed),
            null,
            new DataDescription(
                "generated",
                "0".repeat(64),
                USERS,
                2 * ITEMS_A_TRIBE,
                log.size(),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(ITEMS_A_TRIBE)),
            List.of(),
            null,
            List.of(),
            null);
    try {
      Path directory = Files.createTempDirectory("holdfast-model-");
      Artifact artifact = RankingModels.write(directory.resolve("artifact"), description, model);
      ByteArrayOutputStream tar = new ByteArrayOutputStream();
      ArtifactTar.write(artifact, tar);
      delete(artifact.directory());
      Files.delete(directory);
      return new Upload(name, artifact.manifest().version(), artifact.digest(), tar.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InteractionLog ratingLog() {
    InteractionLog.Builder log = InteractionLog.builder();
    for (int user = 0; user < USERS; user++) {
      boolean even = user % 3 != 0;
      for (int item = 0; item < ITEMS_A_TRIBE; item++) {
        log.add("user-" + user, (even ? "even-" : "odd-") + item, 4 + (user + item) % 2, item);
        if (item < user % 7) {
          log.add("user-" + user, (even ? "odd-" : "even-") + item, 1 + (user + item) % 2, item);
        }
      }
    }
    return log.build();
  }

  private static InteractionLog log() {
    InteractionLog.Builder log = InteractionLog.builder();
    for (int user = 0; user < USERS; user++) {
      boolean even = user % 3 != 0;
      for (int item = 0; item < ITEMS_A_TRIBE; item++) {
        if ((user * 7 + item * 11) % ITEMS_A_TRIBE >= item) {
          log.add("user-" + user, (even ? "even-" : "odd-") + item, 1f, item);
        }
      }
    }
    return log.build();
  }

  /** The ids of the even tribe's first items. */
  public static List<String> even(int count) {
    List<String> ids = new ArrayList<>();
    for (int item = 0; item < count; item++) {
      ids.add("even-" + item);
    }
    return ids;
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
