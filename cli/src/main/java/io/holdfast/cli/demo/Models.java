package io.holdfast.cli.demo;

import io.holdfast.cli.stack.RunningProduct;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactWriter;
import io.holdfast.core.artifact.OfflineMetrics;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.training.data.TrainingData;
import io.holdfast.training.log.JdbcEventLog;
import io.holdfast.training.pipeline.TrainModel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The two models of the demo, trained on what the log holds and registered; at effect 0 one
 * artifact under two names.
 *
 * @param control the control's
 * @param challenger the challenger's
 */
record Models(Trained control, Trained challenger) {

  /**
   * A registered model.
   *
   * @param reference its name and version
   * @param metrics offline metrics on the temporal split
   */
  record Trained(ModelReference reference, Map<String, Double> metrics) {}

  static Models train(RunningProduct product, String logJdbcUrl, DemoSettings settings, Path folder)
      throws IOException, SQLException, InterruptedException {
    TrainingData data = new JdbcEventLog(logJdbcUrl).read();
    if (settings.isSame()) {
      Artifact artifact = train(data, settings.challenger(), settings, folder);
      String twin = settings.challenger() + "-twin";
      Artifact copy = ArtifactWriter.copyAs(artifact, twin, folder.resolve(twin));
      return new Models(register(product, artifact), register(product, copy));
    }
    return new Models(
        register(product, train(data, settings.control(), settings, folder)),
        register(product, train(data, settings.challenger(), settings, folder)));
  }

  private static Artifact train(TrainingData data, String kind, DemoSettings settings, Path folder)
      throws IOException {
    return new TrainModel(
            kind,
            ModelKinds.named(kind),
            Map.of(),
            TrainingContext.withSeed(settings.seed()),
            Instant.now(),
            System.getenv("HOLDFAST_REVISION"))
        .run(data, folder.resolve(kind));
  }

  private static Trained register(RunningProduct product, Artifact artifact)
      throws IOException, InterruptedException {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (OfflineMetrics evaluation : artifact.manifest().evaluations()) {
      metrics.putAll(evaluation.metrics());
    }
    return new Trained(product.register(artifact), metrics);
  }
}
