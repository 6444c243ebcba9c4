package io.holdfast.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.TrainingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Fixed points on real files that are not part of the product; without them the tests are skipped.
 * The values of {@code popular} were computed elsewhere by the same protocol.
 */
class RealDataTest {

  @Test
  void popularOnMovieLens() throws IOException {
    EvaluationReport report = leaveOneOut("popular", movieLens());
    assertThat(report.dataset()).isEqualTo(new EvaluationReport.Dataset(610, 9_724, 100_836));
    assertThat(report.metric("ndcg@10")).isEqualTo(0.0178, within(0.0003));
  }

  @Test
  void popularOnAmazonBeauty() throws IOException {
    EvaluationReport report = leaveOneOut("popular", amazonBeauty());
    assertThat(report.dataset()).isEqualTo(new EvaluationReport.Dataset(22_363, 12_101, 198_502));
    assertThat(report.metric("ndcg@10")).isEqualTo(0.0053, within(0.0001));
    assertThat(report.metric("hr@10")).isEqualTo(0.0110, within(0.0001));
  }

  @Test
  void alsBeatsPopularOnMovieLens() throws IOException {
    InteractionLog log = movieLens();
    EvaluationReport als = leaveOneOut("als", log);
    EvaluationReport popular = leaveOneOut("popular", log);
    assertThat(als.metric("ndcg@10")).isGreaterThanOrEqualTo(0.031);
    assertThat(als.metric("ndcg@10")).isGreaterThan(1.5 * popular.metric("ndcg@10"));
    assertThat(PairedComparison.of(als, popular, "ndcg@10", 1).isSignificantlyBetter()).isTrue();
  }

  @Test
  void markovByItsDefaults() throws IOException {
    assertThat(leaveOneOut("markov", movieLens()).metric("ndcg@10")).isGreaterThanOrEqualTo(0.065);
    EvaluationReport beauty = leaveOneOut("markov", amazonBeauty());
    assertThat(beauty.metric("hr@10")).isGreaterThanOrEqualTo(0.072);
    assertThat(beauty.metric("ndcg@10")).isGreaterThanOrEqualTo(0.045);
  }

  @Test
  void itemKnnByItsDefaults() throws IOException {
    assertThat(leaveOneOut("item-knn", movieLens()).metric("ndcg@10"))
        .isGreaterThanOrEqualTo(0.042);
    EvaluationReport beauty = leaveOneOut("item-knn", amazonBeauty());
    assertThat(beauty.metric("hr@10")).isGreaterThanOrEqualTo(0.069);
    assertThat(beauty.metric("ndcg@10")).isGreaterThanOrEqualTo(0.040);
  }

  @Test
  void easeOnMovieLens() throws IOException {
    assertThat(leaveOneOut("ease", movieLens()).metric("ndcg@10")).isGreaterThanOrEqualTo(0.042);
  }

  @Test
  void explicitMfOnMovieLens() throws IOException {
    RatingKind kind = (RatingKind) ModelKinds.named("explicit-mf");
    TrainingContext context = TrainingContext.withSeed(1);
    InteractionLog log = movieLens();
    EvaluationReport sampled =
        RatingEvaluation.run(
            kind,
            log,
            new RandomFiveFold(),
            EvaluationOptions.of(kind.parameters().defaults(), context)
                .withStage(Stage.VALIDATION));
    assertThat(sampled.metric("rmse")).isLessThanOrEqualTo(0.835);
    assertThat(sampled.metric("coverage95")).isBetween(0.94, 0.96);
    Parameters als = kind.parameters().parse(Map.of("solver", "als"));
    EvaluationReport estimated =
        RatingEvaluation.run(kind, log, new RandomFiveFold(), EvaluationOptions.of(als, context));
    assertThat(estimated.metric("rmse")).isLessThanOrEqualTo(0.860);
  }

  @Test
  void bprBeatsPopularOnMovieLens() throws IOException {
    InteractionLog log = movieLens();
    EvaluationReport bpr = leaveOneOut("bpr", log);
    assertThat(PairedComparison.of(bpr, leaveOneOut("popular", log), "ndcg@10", 1))
        .matches(PairedComparison::isSignificantlyBetter);
  }

  private static EvaluationReport leaveOneOut(String model, InteractionLog log) {
    ModelKind kind = ModelKinds.named(model);
    return Evaluation.run(
        kind,
        log,
        Protocols.named("leave-one-out"),
        EvaluationOptions.of(kind.parameters().defaults(), TrainingContext.withSeed(1)));
  }

  private static InteractionLog movieLens() throws IOException {
    InteractionLog.Builder builder = InteractionLog.builder();
    List<String> lines = Files.readAllLines(shared("ml-latest-small/ratings.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      builder.add(fields[0], fields[1], Float.parseFloat(fields[2]), Long.parseLong(fields[3]));
    }
    return builder.build();
  }

  private static InteractionLog amazonBeauty() throws IOException {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (String line : Files.readAllLines(shared("amazon-beauty/Beauty.txt"))) {
      String[] fields = line.split(" ", -1);
      for (int position = 1; position < fields.length; position++) {
        builder.add(fields[0], fields[position], 1, position);
      }
    }
    return builder.build();
  }

  private static Path shared(String file) {
    Path path = Path.of(System.getProperty("holdfast.shared", "../shared"), "data", file);
    Assumptions.assumeTrue(Files.exists(path), "there is no " + path);
    return path;
  }
}
