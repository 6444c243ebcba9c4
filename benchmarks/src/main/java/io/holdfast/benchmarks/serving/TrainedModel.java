package io.holdfast.benchmarks.serving;

import io.holdfast.benchmarks.data.Matrices;
import io.holdfast.benchmarks.data.Rows;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactDescription;
import io.holdfast.core.artifact.ArtifactReader;
import io.holdfast.core.artifact.ArtifactTar;
import io.holdfast.core.artifact.ArtifactWriter;
import io.holdfast.core.artifact.DataDescription;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RankingModels;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.model.als.AlsModel;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A model of {@code als}, trained on the users' histories, as an artifact.
 *
 * @param rows what it was trained on
 * @param artifact where it is
 * @param factors d
 */
record TrainedModel(Rows rows, Artifact artifact, int factors) {
  private static final int K = 10;
  private static final int RECALL_USERS = 500;

  /**
   * Trains one.
   *
   * @param retrieval how it finds the best items, as {@code als} spells it
   */
  static TrainedModel train(Rows rows, int factors, int epochs, String retrieval, Path folder)
      throws IOException {
    ModelKind kind = ModelKinds.named(AlsModel.KIND);
    Parameters parameters =
        kind.parameters()
            .parse(
                Map.of(
                    "factors", Integer.toString(factors),
                    "epochs", Integer.toString(epochs),
                    "retrieval", "exact"));
    RankingModel model = kind.train(Matrices.of(rows), parameters, TrainingContext.withSeed(1));
    Map<String, Object> served = new HashMap<>(model.parameters().asMap());
    served.put("retrieval", retrieval);
    ArtifactDescription description =
        new ArtifactDescription(
            "als",
            AlsModel.KIND,
            served,
            1,
            "benchmark",
            Instant.now(),
            null,
            new DataDescription(
                "generated",
                "0".repeat(64),
                rows.users(),
                rows.items(),
                rows.entries(),
                Instant.EPOCH,
                Instant.EPOCH),
            List.of(),
            null,
            List.of(),
            null);
    return new TrainedModel(
        rows,
        ArtifactWriter.write(folder.resolve("artifact"), description, model.contents()),
        factors);
  }

  /** {@code name@version}. */
  String reference() {
    return artifact.manifest().name() + "@" + artifact.manifest().version();
  }

  /** The artifact as it is uploaded. */
  Path tar() throws IOException {
    Path tar = artifact.directory().resolveSibling("artifact.tar");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(tar), 1 << 16)) {
      ArtifactTar.write(artifact, out);
    }
    return tar;
  }

  /** Bytes of the item factors. */
  long factorBytes() {
    return (long) rows.items() * factors * Float.BYTES;
  }

  /** The model as the service loads it. */
  RankingModel load() throws IOException {
    return RankingModels.load(artifact, LinearAlgebraProvider.get()).model();
  }

  /** How much of the exact first {@value #K} the loaded model finds, over users' histories. */
  double recall(RankingModel loaded) throws IOException {
    LinearAlgebra linearAlgebra = LinearAlgebraProvider.get();
    Map<String, Object> parameters = new HashMap<>(artifact.manifest().parameters());
    parameters.put("retrieval", "exact");
    ModelKind kind = ModelKinds.named(AlsModel.KIND);
    RankingModel exact =
        kind.restore(
            ArtifactReader.read(artifact), kind.parameters().parse(parameters), linearAlgebra);
    SplittableRandom random = new SplittableRandom(3);
    long hits = 0;
    long all = 0;
    for (int k = 0; k < RECALL_USERS; k++) {
      int user = random.nextInt(rows.users());
      int[] items =
          Arrays.copyOfRange(rows.columns(), rows.starts()[user], rows.starts()[user + 1]);
      History history = History.ofItems(items);
      ItemFilter unseen = ItemFilter.excluding(items);
      TopK truth = exact.recommend(history, K, unseen);
      int[] found = loaded.recommend(history, K, unseen).items();
      hits +=
          IntStream.of(truth.items())
              .filter(item -> IntStream.of(found).anyMatch(it -> it == item))
              .count();
      all += truth.size();
    }
    return hits / (double) all;
  }
}
