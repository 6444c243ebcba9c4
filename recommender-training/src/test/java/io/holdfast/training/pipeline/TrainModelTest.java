package io.holdfast.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactReader;
import io.holdfast.core.artifact.GateResult.Status;
import io.holdfast.core.artifact.SearchReport;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.Protocols;
import io.holdfast.core.evaluation.TemporalRatings;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.LoadedModel;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RankingModels;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.model.popular.PopularModel;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.search.RandomSearch;
import io.holdfast.core.search.SearchListener;
import io.holdfast.core.search.SearchSettings;
import io.holdfast.training.data.TrainingData;
import io.holdfast.training.data.TrainingDataBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainModelTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  @TempDir Path folder;

  @Test
  void trainsEvaluatesAndWritesWhatLoadsAgain() throws IOException {
    Artifact artifact = train("tuned", ModelKinds.named("als"), checkerboard(300));
    LoadedModel loaded = RankingModels.load(artifact.directory(), LinearAlgebraProvider.get());
    assertThat(loaded.manifest().name()).isEqualTo("tuned");
    assertThat(loaded.manifest().version()).startsWith("20260203T040506Z-");
    assertThat(loaded.manifest().gitRevision()).isEqualTo("abc");
    assertThat(loaded.manifest().seed()).isEqualTo(7);
    assertThat(loaded.manifest().gate().status()).isEqualTo(Status.PASSED);
    assertThat(loaded.manifest().gate().users()).isGreaterThanOrEqualTo(100);
    assertThat(loaded.manifest().warnings()).isEmpty();
    assertThat(loaded.manifest().evaluations())
        .singleElement()
        .satisfies(metrics -> assertThat(metrics.protocol()).isEqualTo("temporal"))
        .satisfies(metrics -> assertThat(metrics.metrics()).containsKey("ndcg@10"));
    assertThat(loaded.manifest().data().users()).isEqualTo(300);
    assertThat(loaded.manifest().data().fingerprint()).hasSize(64);
    RankingModel model = loaded.model();
    History evens =
        History.ofItems(model.items().indexOf("item-0"), model.items().indexOf("item-2"));
    int best = model.recommend(evens, 1, ItemFilter.excluding(evens.distinctItems())).item(0);
    assertThat(Integer.parseInt(model.items().id(best).substring(5)) % 2).isZero();
  }

  @Test
  void passesWithAWarningWhenThereAreFewUsers() throws IOException {
    Artifact artifact = train("als", ModelKinds.named("als"), checkerboard(40));
    assertThat(artifact.manifest().gate().status()).isEqualTo(Status.PASSED_WITH_WARNING);
    assertThat(artifact.manifest().warnings())
        .singleElement()
        .asString()
        .contains("fewer than 100");
  }

  @Test
  void passesWithAWarningWhenTheDataCannotBeSplitInTime() throws IOException {
    TrainingDataBuilder builder = new TrainingDataBuilder("one moment");
    builder.add("u", "a", "click", null, 5);
    builder.add("u", "b", "click", null, 5);
    Artifact artifact = train("als", ModelKinds.named("als"), builder.build());
    assertThat(artifact.manifest().gate().status()).isEqualTo(Status.PASSED_WITH_WARNING);
    assertThat(artifact.manifest().evaluations()).isEmpty();
  }

  @Test
  void exemptsPopular() throws IOException {
    Artifact artifact = train("popular", ModelKinds.named("popular"), checkerboard(300));
    assertThat(artifact.manifest().gate().status()).isEqualTo(Status.EXEMPT);
    assertThat(artifact.manifest().evaluations()).hasSize(1);
  }

  @Test
  void trainsWithWhatASearchFoundAndWritesItDown() throws IOException {
    TrainingData data = checkerboard(300);
    ModelKind ease = ModelKinds.named("ease");
    TrainingContext context = TrainingContext.withSeed(7);
    SearchReport search =
        RandomSearch.run(
            ease,
            data.log(),
            Protocols.named(TrainModel.PROTOCOL),
            EvaluationOptions.of(ease.parameters().defaults(), context),
            new SearchSettings(4, "ndcg@10", Map.of("decay", "1")),
            SearchListener.none());
    Artifact artifact =
        new TrainModel("ease", ease, Map.of("decay", "1"), context, NOW, null)
            .run(data, folder.resolve("model"), search);
    assertThat(artifact.manifest().parameters()).isEqualTo(search.parameters());
    assertThat(artifact.manifest().parameters()).containsEntry("decay", 1.0);
    assertThat(artifact.manifest().search()).isEqualTo(search);
    assertThat(ArtifactReader.open(folder.resolve("model")).manifest().search()).isEqualTo(search);
  }

  @Test
  void trainsAModelOfRatingsWithWhatASearchFound() throws IOException {
    RatingKind kind = (RatingKind) ModelKinds.named("explicit-mf");
    TrainingContext context = TrainingContext.withSeed(7);
    Map<String, ?> few = Map.of("samples", "4", "burn-in", "2");
    TrainingData data = ratings();
    SearchReport search =
        RandomSearch.run(
            kind,
            data.log(),
            new TemporalRatings(),
            EvaluationOptions.of(kind.parameters().parse(few), context),
            new SearchSettings(3, "rmse", few),
            SearchListener.none());
    Artifact artifact =
        new TrainModel("stars", kind, few, context, NOW, null)
            .run(data, folder.resolve("stars"), search);
    assertThat(artifact.manifest().search()).isEqualTo(search);
    assertThat(search.metric()).isEqualTo("rmse");
    assertThat(search.value()).isLessThanOrEqualTo(search.defaultValue());
    assertThat(artifact.manifest().parameters()).isEqualTo(search.parameters());
  }

  @Test
  void refusesARankerThatIsSignificantlyWorse() {
    assertThatThrownBy(() -> train("bad", new Unpopular(), checkerboard(300)))
        .isInstanceOfSatisfying(
            QualityGateException.class,
            e -> {
              assertThat(e.result().status()).isEqualTo(Status.FAILED);
              assertThat(e.result().interval().high()).isNegative();
            });
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void comparesRatingsWithTheModelOfBiases() throws IOException {
    Artifact artifact = trainOnRatings(Map.of("factors", 4), ratings());
    assertThat(artifact.manifest().gate().status()).isEqualTo(Status.PASSED);
    assertThat(artifact.manifest().gate().metric()).isEqualTo("rmse");
    assertThat(artifact.manifest().gate().baseline()).isEqualTo("biases-only");
    assertThat(artifact.manifest().gate().interval().high()).isNegative();
    assertThat(artifact.manifest().evaluations())
        .singleElement()
        .satisfies(metrics -> assertThat(metrics.protocol()).isEqualTo("temporal"))
        .satisfies(metrics -> assertThat(metrics.metrics()).containsKeys("rmse", "coverage95"));
  }

  @Test
  void exemptsTheModelOfBiases() throws IOException {
    Artifact artifact = trainOnRatings(Map.of("factors", 0), ratings());
    assertThat(artifact.manifest().gate().status()).isEqualTo(Status.EXEMPT);
  }

  @Test
  void refusesRatingsThatFactorsMakeWorse() {
    Map<String, ?> overfitted =
        Map.of("solver", "als", "factors", 8, "regularization", 0.01, "epochs", 5);
    assertThatThrownBy(() -> trainOnRatings(overfitted, noise()))
        .isInstanceOfSatisfying(
            QualityGateException.class, e -> assertThat(e.result().interval().low()).isPositive());
  }

  @Test
  void refusesUnknownParameters() {
    TrainModel training =
        new TrainModel(
            "als",
            ModelKinds.named("als"),
            Map.of("flavour", "sweet"),
            TrainingContext.withSeed(1),
            NOW,
            null);
    assertThatThrownBy(() -> training.run(checkerboard(40), folder.resolve("model")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flavour");
  }

  private Artifact train(String name, ModelKind kind, TrainingData data) throws IOException {
    return new TrainModel(name, kind, Map.of(), TrainingContext.withSeed(7), NOW, "abc")
        .run(data, folder.resolve("model"));
  }

  private Artifact trainOnRatings(Map<String, ?> parameters, TrainingData data) throws IOException {
    ModelKind kind = ModelKinds.named("explicit-mf");
    return new TrainModel("stars", kind, parameters, TrainingContext.withSeed(7), NOW, "abc")
        .run(data, folder.resolve("model"));
  }

  /** Users give 5 to items of their colour and 1 to others. */
  private static TrainingData ratings() {
    return ratings((user, item, random) -> (user + item) % 2 == 0 ? 5 : 1);
  }

  /** Users give what comes to their minds. */
  private static TrainingData noise() {
    return ratings((user, item, random) -> 1 + random.nextInt(5));
  }

  @FunctionalInterface
  private interface Rating {
    double of(int user, int item, SplittableRandom random);
  }

  private static TrainingData ratings(Rating rating) {
    TrainingDataBuilder builder = new TrainingDataBuilder("ratings");
    SplittableRandom random = new SplittableRandom(4);
    for (int day = 0; day < 12; day++) {
      for (int user = 0; user < 150; user++) {
        int item = random.nextInt(40);
        double stars = rating.of(user, item, random);
        builder.add("user-" + user, "item-" + item, "rating", stars, day * 86_400L);
      }
    }
    return builder.build();
  }

  /** Users like even items or odd ones, some of them more popular; an item a day. */
  private static TrainingData checkerboard(int users) {
    TrainingDataBuilder builder = new TrainingDataBuilder("checkerboard");
    SplittableRandom random = new SplittableRandom(3);
    for (int day = 0; day < 12; day++) {
      for (int user = 0; user < users; user++) {
        double place = random.nextDouble();
        int item = 2 * (int) (20 * place * place) + user % 2;
        builder.add("user-" + user, "item-" + item, "click", null, day * 86_400L);
      }
    }
    return builder.build();
  }

  /** Ranks the least popular item first: worse than popular on purpose. */
  private static final class Unpopular implements ModelKind {
    @Override
    public String name() {
      return "unpopular";
    }

    @Override
    public ParameterSchema parameters() {
      return ParameterSchema.of();
    }

    @Override
    public RankingModel train(
        InteractionMatrix data, Parameters parameters, TrainingContext context) {
      int[] counts = data.usersPerItem();
      int most = Arrays.stream(counts).max().orElseThrow();
      return new PopularModel(
          data.items(), Arrays.stream(counts).map(count -> most - count).toArray());
    }

    @Override
    public RankingModel restore(
        ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra) {
      throw new IllegalArgumentException("it is never kept");
    }
  }
}
