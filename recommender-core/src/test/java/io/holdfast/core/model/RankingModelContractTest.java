package io.holdfast.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactDescription;
import io.holdfast.core.artifact.DataDescription;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.popular.PopularModel;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of model must do; a new kind joins by being registered. */
class RankingModelContractTest {

  private static final InteractionLog LOG = Checkerboard.log();

  @TempDir Path folder;

  static Stream<ModelKind> kinds() {
    return ModelKinds.names().stream().map(ModelKinds::named);
  }

  /** Those that learn taste from what people chose; ratings that are all the same tell none. */
  static Stream<ModelKind> personalKinds() {
    return kinds()
        .filter(kind -> !kind.name().equals(PopularModel.KIND))
        .filter(kind -> !(kind instanceof RatingKind));
  }

  @ParameterizedTest
  @MethodSource("personalKinds")
  void solvesTheCheckerboard(ModelKind kind) {
    RankingModel model = train(kind);
    for (int user = 0; user < Checkerboard.SIZE; user++) {
      History history = historyOf(user);
      TopK top = model.recommend(history, 3, ItemFilter.excluding(history.distinctItems()));
      assertThat(top.item(0)).as("user %d", user).isEqualTo(Checkerboard.awaited(user));
      assertThat(top.score(0)).isGreaterThan(top.score(1));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void scoresOfManyAreThoseOfEach(ModelKind kind) {
    RankingModel model = train(kind);
    int items = model.items().size();
    List<History> histories = List.of(historyOf(4), History.empty(), historyOf(1), historyOf(7));
    float[] all = new float[4 * items];
    Arrays.fill(all, Float.NaN);
    model.scoreAll(histories, all);
    for (int at = 0; at < histories.size(); at++) {
      float[] single = new float[items];
      model.score(histories.get(at), single);
      assertThat(Arrays.copyOfRange(all, at * items, (at + 1) * items))
          .as("history %d", at)
          .containsExactly(single, within(1e-5f));
    }
    model.scoreAll(List.of(), new float[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.scoreAll(histories, new float[items]))
        .withMessageContaining("4 histories");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void oneCountIsThatOfAll(ModelKind kind) {
    RankingModel model = train(kind);
    int[] counts = model.userCounts();
    for (int item = 0; item < counts.length; item++) {
      assertThat(model.userCount(item)).isEqualTo(counts[item]);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void recommendationsAreTheBestScores(ModelKind kind) {
    RankingModel model = train(kind);
    History history = historyOf(4);
    float[] scores = new float[model.items().size()];
    model.score(history, scores);
    ItemFilter filter = item -> item % 3 != 0;
    TopK top = model.recommend(history, 5, filter);
    assertThat(top.size()).isEqualTo(5);
    for (int rank = 0; rank < top.size(); rank++) {
      assertThat(filter.allowed(top.item(rank))).isTrue();
      assertThat(top.score(rank)).isCloseTo(scores[top.item(rank)], within(1e-5f));
    }
    for (int item = 0; item < scores.length; item++) {
      int candidate = item;
      if (filter.allowed(item) && Arrays.stream(top.items()).noneMatch(i -> i == candidate)) {
        assertThat(scores[item]).isLessThanOrEqualTo(top.score(4) + 1e-5f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void explanationsAddUpToTheScores(ModelKind kind) {
    assumeThat(train(kind)).isInstanceOf(Explainer.class);
    Explainer model = (Explainer) train(kind);
    int[] all = IntStream.range(0, model.items().size()).toArray();
    float[] scores = new float[all.length];
    for (History history : List.of(historyOf(4), historyOf(11), History.empty())) {
      model.score(history, scores);
      List<Explanation> explanations = model.explain(history, all, 3);
      for (int item : all) {
        Explanation explanation = explanations.get(item);
        assertThat(explanation.score()).isCloseTo(scores[item], within(1e-5));
        assertThat(explanation.contributions()).hasSizeLessThanOrEqualTo(3);
        assertThat(explanation.contributions())
            .allSatisfy(part -> assertThat(history.distinctItems()).contains(part.item()));
      }
    }
    assertThat(model.explain(historyOf(0), new int[0], 3)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.explain(historyOf(0), new int[] {all.length}, 3))
        .withMessageContaining("20");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void asManyComeBackAsPass(ModelKind kind) {
    RankingModel model = train(kind);
    History history = historyOf(1);
    assertThat(model.recommend(history, 100, ItemFilter.all()).size())
        .isEqualTo(model.items().size());
    assertThat(model.recommend(history, 100, ItemFilter.only(3, 7)).items())
        .containsExactlyInAnyOrder(3, 7);
    assertThat(model.recommend(history, 0, ItemFilter.all()).size()).isZero();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSameSeedGivesTheSameModelWithAnyThreads(ModelKind kind) {
    float[] one = new float[LOG.items().size()];
    float[] two = new float[LOG.items().size()];
    TrainingContext context = TrainingContext.withSeed(9);
    train(kind, context.withThreads(1)).score(historyOf(2), one);
    train(kind, context.withThreads(3)).score(historyOf(2), two);
    assertThat(one).isEqualTo(two);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void comesBackFromAnArtifactAsItWas(ModelKind kind) throws IOException {
    RankingModel model = train(kind);
    ArtifactDescription description =
        new ArtifactDescription(
            "checkerboard",
            kind.name(),
            Map.of(),
            1,
            "java",
            Instant.EPOCH,
            null,
            new DataDescription("test", "", 20, 20, 180, Instant.EPOCH, Instant.EPOCH),
            List.of(),
            null,
            List.of(),
            null);
    Artifact artifact = RankingModels.write(folder.resolve("a"), description, model);
    assertThat(artifact.manifest().parameters()).isEqualTo(model.parameters().asMap());
    LoadedModel loaded = RankingModels.load(folder.resolve("a"), LinearAlgebraProvider.get());
    assertThat(loaded.manifest()).isEqualTo(artifact.manifest());
    assertThat(loaded.model().kind()).isEqualTo(kind.name());
    // Items may have other indices, so they are compared by their ids.
    IdMap items = loaded.model().items();
    assertThat(items.ids()).containsExactlyInAnyOrderElementsOf(model.items().ids());
    float[] before = new float[items.size()];
    float[] after = new float[items.size()];
    model.score(historyOf(3, model.items()), before);
    loaded.model().score(historyOf(3, items), after);
    for (int item = 0; item < items.size(); item++) {
      int trained = model.items().indexOf(items.id(item));
      assertThat(loaded.model().userCount(item)).isEqualTo(model.userCount(trained));
      assertThat(after[item]).isCloseTo(before[trained], within(1e-6f));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void reportsProgressToTheEnd(ModelKind kind) {
    int[] last = new int[2];
    train(
        kind,
        TrainingContext.withSeed(1)
            .withProgress(
                (step, done, total) -> {
                  assertThat(done).isEqualTo(last[0] + 1);
                  last[0] = done;
                  last[1] = total;
                }));
    assertThat(last[0]).isPositive().isEqualTo(last[1]);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void keepsTheCountsThatAFallbackNeeds(ModelKind kind) {
    RankingModel model = train(kind);
    assertThat(model.userCounts()).isEqualTo(LOG.toMatrix().usersPerItem());
    PopularModel fallback = PopularModel.of(model);
    assertThat(fallback.canRank(History.empty())).isTrue();
    assertThat(fallback.recommend(History.empty(), 4, ItemFilter.all()).size()).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void refusesRoomForTheWrongNumberOfScores(ModelKind kind) {
    RankingModel model = train(kind);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.score(historyOf(0), new float[3]))
        .withMessageContaining("3");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void refusesHistoriesOfAnotherCatalogue(ModelKind kind) {
    RankingModel model = train(kind);
    History foreign = History.ofItems(1, Checkerboard.SIZE);
    assertThatIllegalArgumentException().isThrownBy(() -> model.canRank(foreign));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.score(foreign, new float[Checkerboard.SIZE]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.recommend(foreign, 1, ItemFilter.all()))
        .withMessageContaining("20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.recommend(historyOf(0), -1, ItemFilter.all()));
  }

  private static RankingModel train(ModelKind kind) {
    return train(kind, TrainingContext.withSeed(1));
  }

  private static RankingModel train(ModelKind kind, TrainingContext context) {
    return kind.train(LOG.toMatrix(), kind.parameters().defaults(), context);
  }

  private static History historyOf(int user) {
    return historyOf(user, LOG.items());
  }

  private static History historyOf(int user, IdMap items) {
    History.Builder history = History.builder(items);
    for (int row = 0; row < LOG.size(); row++) {
      if (LOG.user(row) == user) {
        history.add(LOG.items().id(LOG.item(row)), LOG.value(row), LOG.epochSecond(row));
      }
    }
    return history.build();
  }
}
