package io.holdfast.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.artifact.SearchReport;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.RandomFiveFold;
import io.holdfast.core.evaluation.RatingEvaluation;
import io.holdfast.core.evaluation.RatingFold;
import io.holdfast.core.evaluation.Stage;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.TrainingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatingSearchTest {

  private static final RatingKind KIND = (RatingKind) ModelKinds.named("explicit-mf");
  private static final RandomFiveFold PROTOCOL = new RandomFiveFold();
  private static final InteractionLog LOG = ratings(false);

  /** Of 60 users; those of the first fold, the test's, turned round if {@code other}. */
  private static InteractionLog ratings(boolean other) {
    SplittableRandom random = new SplittableRandom(6);
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int user = 0; user < 60; user++) {
      for (int item = 0; item < 25; item++) {
        int stars = Math.floorMod(3 * user + item, 7) < 3 ? 4 : 2;
        builder.add("u" + user, "i" + item, stars + random.nextInt(2), item);
      }
    }
    InteractionLog log = builder.build();
    return other ? turned(log) : log;
  }

  private static InteractionLog turned(InteractionLog log) {
    InteractionLog test = PROTOCOL.folds(log, Stage.TEST).getFirst().heldOut();
    Set<List<Integer>> cells = new HashSet<>();
    for (int row = 0; row < test.size(); row++) {
      cells.add(List.of(test.user(row), test.item(row)));
    }
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int row = 0; row < log.size(); row++) {
      boolean turn = cells.contains(List.of(log.user(row), log.item(row)));
      float value = turn ? 6 - log.value(row) : log.value(row);
      builder.add("u" + log.user(row), "i" + log.item(row), value, log.epochSecond(row));
    }
    return builder.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rmse", "mae"})
  void theLeastErrorWins(String metric) {
    Map<String, ?> given =
        Map.of("solver", "als", "epochs", 6, "regularization", 1000, "factors", 4);
    SearchReport report = search(LOG, metric, given);
    assertThat(report.budget()).isEqualTo("epochs");
    assertThat(report.metric()).isEqualTo(metric);
    assertThat(report.protocol()).isEqualTo("random-5-fold");
    List<SearchReport.Trial> finalists =
        report.trials().stream().filter(trial -> trial.share() == 1).toList();
    assertThat(finalists).hasSizeGreaterThan(2);
    assertThat(report.value())
        .isEqualTo(finalists.stream().mapToDouble(SearchReport.Trial::value).min().orElseThrow());
    assertThat(report.trials().getFirst().value()).isEqualTo(report.defaultValue());
    assertThat(
            RatingEvaluation.run(
                    KIND,
                    LOG,
                    PROTOCOL,
                    options()
                        .withParameters(KIND.parameters().parse(report.parameters()))
                        .withStage(Stage.VALIDATION))
                .metric(metric))
        .isEqualTo(report.value());
  }

  @Test
  void whatIsSearchedFollowsFromTheSolver() {
    assertThat(search(LOG, "rmse", Map.of("solver", "als", "epochs", 3)).trials())
        .extracting(trial -> trial.parameters().get("regularization"))
        .doesNotHaveDuplicates();
    assertThat(search(LOG, "rmse", Map.of("samples", 2, "burn-in", 1)).trials())
        .extracting(trial -> trial.parameters().get("noise-shape"))
        .doesNotHaveDuplicates();
  }

  @Test
  void neverSeesARatingOfTheTestFold() {
    Map<String, ?> given = Map.of("solver", "als", "epochs", 4);
    assertThat(search(ratings(true), "rmse", given)).isEqualTo(search(LOG, "rmse", given));
  }

  @Test
  void asksMoreUsersOfAKindWithoutEpochs() {
    InteractionLog.Builder builder = InteractionLog.builder();
    SplittableRandom random = new SplittableRandom(2);
    for (int n = 0; n < 5000; n++) {
      builder.add("u" + n % 500, "i" + random.nextInt(30), 1 + random.nextInt(5), n);
    }
    InteractionLog log = builder.build();
    RatingTrials trials =
        new RatingTrials(KIND, log, PROTOCOL, options(), "rmse", Optional.empty());
    assertThat(trials.budget()).isEqualTo("users");
    assertThat(trials.run(options().parameters(), 0.1).share()).isEqualTo(0.4);
    SearchReport.Trial whole = trials.run(options().parameters(), 1);
    assertThat(whole.share()).isEqualTo(1);
    List<RatingFold> folds = PROTOCOL.folds(log, Stage.VALIDATION);
    assertThat(whole.value())
        .isEqualTo(RatingEvaluation.run(KIND, log, PROTOCOL, folds, options()).metric("rmse"));
  }

  @Test
  void comparesNothingButErrors() {
    for (String metric : new String[] {"ndcg@10", "coverage95"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> search(LOG, metric, Map.of()))
          .withMessageContainingAll("[rmse, mae]", metric);
    }
  }

  private static SearchReport search(InteractionLog log, String metric, Map<String, ?> given) {
    SearchSettings settings = new SearchSettings(6, metric, given);
    return RandomSearch.run(KIND, log, PROTOCOL, options(), settings, SearchListener.none());
  }

  private static EvaluationOptions options() {
    Map<String, ?> few = Map.of("samples", 2, "burn-in", 1, "factors", 2);
    return EvaluationOptions.of(
        KIND.parameters().parse(few), TrainingContext.withSeed(4).withThreads(1));
  }
}
