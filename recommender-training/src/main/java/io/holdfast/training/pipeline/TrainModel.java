package io.holdfast.training.pipeline;

import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactDescription;
import io.holdfast.core.artifact.GateResult;
import io.holdfast.core.artifact.GateResult.Status;
import io.holdfast.core.artifact.OfflineMetrics;
import io.holdfast.core.artifact.SearchReport;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.evaluation.Evaluation;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.EvaluationReport;
import io.holdfast.core.evaluation.Protocols;
import io.holdfast.core.evaluation.RatingEvaluation;
import io.holdfast.core.evaluation.TemporalRatings;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RankingModels;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.training.data.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model and writes its artifact: evaluates it on the temporal split, asks the {@link
 * QualityGate}, trains it anew on everything, and writes all of that down. Data that cannot be
 * split in time is trained on all the same, with a warning in the manifest.
 *
 * @param name the model's name in the registry
 * @param kind what kind of model
 * @param parameters parameter name to text or value; the rest at their defaults
 * @param context seed, threads, linear algebra, progress
 * @param createdAt when, which the version begins with
 * @param gitRevision the revision of the code, or null if unknown
 */
public record TrainModel(
    String name,
    ModelKind kind,
    Map<String, ?> parameters,
    TrainingContext context,
    Instant createdAt,
    String gitRevision) {

  /** The protocol of the gate, on whose validation stage parameters may be searched for. */
  public static final String PROTOCOL = "temporal";

  /**
   * Does it.
   *
   * @param data what to train on
   * @param target the artifact's directory, which must not exist
   * @throws IllegalArgumentException if a parameter is wrong or the data cannot be used
   * @throws QualityGateException if the model is significantly worse than the baseline
   * @throws IOException if the artifact cannot be written; nothing of it is left then
   */
  public Artifact run(TrainingData data, Path target) throws IOException {
    return run(data, target, null);
  }

  /**
   * Does it with the parameters that a search found, and writes the search down.
   *
   * @param search a search on {@code data}, or null for the parameters as given
   * @throws IllegalArgumentException if a parameter is wrong or the data cannot be used
   * @throws QualityGateException if the model is significantly worse than the baseline
   * @throws IOException if the artifact cannot be written; nothing of it is left then
   */
  public Artifact run(TrainingData data, Path target, @Nullable SearchReport search)
      throws IOException {
    Parameters parsed = kind.parameters().parse(search == null ? parameters : search.parameters());
    List<OfflineMetrics> evaluations = new ArrayList<>();
    GateResult gate = evaluate(data, parsed, evaluations);
    if (gate.status() == Status.FAILED) {
      throw new QualityGateException(gate);
    }
    List<String> warnings =
        gate.status() == Status.PASSED_WITH_WARNING ? List.of(gate.explanation()) : List.of();
    InteractionMatrix matrix = kind.learnsFrom(data.log()).toMatrix(kind.duplicates());
    RankingModel model = kind.train(matrix, parsed, context);
    return RankingModels.write(
        target,
        new ArtifactDescription(
            name,
            kind.name(),
            parsed.asMap(),
            context.seed(),
            context.linearAlgebra().name(),
            createdAt,
            gitRevision,
            data.description(),
            evaluations,
            gate,
            warnings,
            search),
        model);
  }

  private GateResult evaluate(
      TrainingData data, Parameters parsed, List<OfflineMetrics> evaluations) {
    QualityGate gate = kind instanceof RatingKind ? QualityGate.RATINGS : QualityGate.RANKING;
    ModelKind simple = kind instanceof RatingKind ? kind : ModelKinds.named(gate.baseline());
    Parameters simplest =
        kind instanceof RatingKind ratings
            ? ratings.biasesOnly(parsed)
            : simple.parameters().defaults();
    boolean isBaseline =
        kind instanceof RatingKind ? simplest.equals(parsed) : kind.name().equals(gate.baseline());
    EvaluationReport report;
    EvaluationReport baseline;
    try {
      report = temporal(kind, data, parsed);
      baseline = isBaseline ? report : temporal(simple, data, simplest);
    } catch (IllegalArgumentException e) {
      return isBaseline ? gate.exempt() : gate.withoutEvidence(e.getMessage());
    }
    evaluations.add(report.toOfflineMetrics());
    return isBaseline ? gate.exempt() : gate.judge(report, baseline, context.seed());
  }

  private EvaluationReport temporal(ModelKind which, TrainingData data, Parameters parsed) {
    EvaluationOptions options = EvaluationOptions.of(parsed, context);
    return which instanceof RatingKind ratings
        ? RatingEvaluation.run(ratings, data.log(), new TemporalRatings(), options)
        : Evaluation.run(which, data.log(), Protocols.named(PROTOCOL), options);
  }
}
