package io.holdfast.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.TrainingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatingEvaluationTest {

  private static final RatingKind KIND = (RatingKind) ModelKinds.named("explicit-mf");

  @Test
  void everyLatestRatingIsHeldOutOnceAndNeverTrainedOnThen() {
    InteractionLog log = log();
    Set<String> all = cells(log);
    List<String> heldOut = new ArrayList<>();
    List<RatingFold> folds = new RandomFiveFold().folds(log, Stage.TEST);
    assertThat(folds).hasSize(5);
    for (RatingFold fold : folds) {
      Set<String> cells = cells(fold.heldOut());
      assertThat(cells)
          .hasSize(fold.heldOut().size())
          .doesNotContainAnyElementsOf(cells(fold.training()));
      assertThat(fold.training().size() + fold.heldOut().size()).isEqualTo(all.size());
      assertThat(fold.heldOut().size()).isBetween(all.size() / 5, all.size() / 5 + 1);
      heldOut.addAll(cells);
      for (int row = 0; row < fold.heldOut().size(); row++) {
        assertThat(fold.heldOut().value(row)).isNotEqualTo(OUTDATED);
      }
    }
    assertThat(heldOut).doesNotHaveDuplicates().hasSize(all.size());
  }

  @Test
  void theDealFollowsFromItsSeed() {
    InteractionLog log = log();
    Set<String> one = cells(new RandomFiveFold(1).folds(log, Stage.TEST).getFirst().heldOut());
    assertThat(cells(new RandomFiveFold(1).folds(log, Stage.TEST).getFirst().heldOut()))
        .isEqualTo(one);
    assertThat(cells(new RandomFiveFold(2).folds(log, Stage.TEST).getFirst().heldOut()))
        .isNotEqualTo(one);
  }

  @Test
  void validationNeverSeesTheFirstFold() {
    InteractionLog log = log();
    List<RatingFold> test = new RandomFiveFold().folds(log, Stage.TEST);
    List<RatingFold> validation = new RandomFiveFold().folds(log, Stage.VALIDATION);
    assertThat(validation).hasSize(1);
    Set<String> first = cells(test.get(0).heldOut());
    assertThat(cells(validation.get(0).training())).doesNotContainAnyElementsOf(first);
    assertThat(cells(validation.get(0).heldOut())).isEqualTo(cells(test.get(1).heldOut()));
  }

  @Test
  void tooFewRatingsAreRefused() {
    InteractionLog few =
        InteractionLog.builder()
            .add("u", "a", 1, 1)
            .add("u", "b", 2, 2)
            .add("u", "a", 3, 3)
            .build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomFiveFold().folds(few, Stage.TEST))
        .withMessageContainingAll("random-5-fold", "5", "2");
  }

  @Test
  void temporalRatingsPredictWhatKnownUsersRateLater() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int n = 0; n < 16; n++) {
      builder.add("u" + n % 4, "i" + n, 3, n);
    }
    builder.add("u0", "i0", 5, 20);
    builder.add("u0", "late", 1, 21);
    builder.add("u0", "late", 2, 22);
    builder.add("new", "i1", 4, 23);
    RatingFold fold = new TemporalRatings().folds(builder.build(), Stage.TEST).getFirst();
    assertThat(fold.training().size()).isEqualTo(16);
    assertThat(cells(fold.heldOut())).containsExactly("u0 late");
    assertThat(fold.heldOut().value(0)).isEqualTo(2);
  }

  @Test
  void reportsErrorsWithTheirIntervals() {
    EvaluationReport report = run(Map.of("factors", 2, "burn-in", 5, "samples", 10), log());
    assertThat(report.protocol()).isEqualTo("random-5-fold");
    assertThat(report.metrics()).containsOnlyKeys("rmse", "mae", "coverage95");
    report
        .confidence95()
        .forEach((name, interval) -> assertThat(interval.contains(report.metric(name))).isTrue());
    assertThat(report.metric("rmse")).isGreaterThan(report.metric("mae"));
    assertThat(report.perUser().size()).isEqualTo(40);
    assertThat(report)
        .usingRecursiveComparison()
        .ignoringFields("seconds")
        .isEqualTo(run(Map.of("factors", 2, "burn-in", 5, "samples", 10), log()));
  }

  @Test
  void aModelWithoutDeviationsHasNoCoverage() {
    assertThat(run(Map.of("solver", "als", "factors", 2), log()).metrics())
        .containsOnlyKeys("rmse", "mae");
  }

  /** Two folds, three users; errors in brackets: user 0 (1, −1; 2), user 1 (0;), user 2 (; −3). */
  @Test
  void errorsAreMeansOverFoldsOfPooledErrors() {
    RatingErrors errors = new RatingErrors(2, 4);
    errors.add(0, 0, 3, 2, 2, 1);
    errors.add(0, 0, 3, 4, 4, 0.1);
    errors.add(0, 1, 3, 3, 3, 1);
    errors.add(1, 0, 5, 3, 3, 2);
    errors.add(1, 2, 1, 4, 0.5, 1);
    assertThat(errors.users()).containsExactly(0, 1, 2);
    assertThat(errors.means().get("rmse"))
        .isCloseTo((Math.sqrt(2 / 3.0) + Math.sqrt(13 / 2.0)) / 2, within(1e-12));
    assertThat(errors.means().get("mae")).isCloseTo((2 / 3.0 + 5 / 2.0) / 2, within(1e-12));
    assertThat(errors.means().get("coverage95")).isCloseTo((2 / 3.0 + 1) / 2, within(1e-12));
    assertThat(errors.perUser().values("rmse"))
        .containsExactly(new double[] {Math.sqrt(2), 0, 3}, within(1e-12));
    assertThat(errors.perUser().values("mae"))
        .containsExactly(new double[] {4 / 3.0, 0, 3}, within(1e-12));
  }

  private static EvaluationReport run(Map<String, ?> parameters, InteractionLog log) {
    Parameters parsed = KIND.parameters().parse(parameters);
    return RatingEvaluation.run(
        KIND,
        log,
        new RandomFiveFold(),
        EvaluationOptions.of(parsed, TrainingContext.withSeed(1).withThreads(2)));
  }

  /** A rating that its user takes back later; no other has this value. */
  private static final float OUTDATED = 1.5f;

  private static InteractionLog log() {
    SplittableRandom random = new SplittableRandom(8);
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int user = 0; user < 40; user++) {
      for (int n = 0; n < 12; n++) {
        builder.add("u" + user, "i" + (user + n * n) % 25, 1 + random.nextInt(5), 10 + n);
      }
      builder.add("u" + user, "i" + user % 25, OUTDATED, 1);
    }
    return builder.build();
  }

  private static Set<String> cells(InteractionLog log) {
    Set<String> cells = new HashSet<>();
    for (int row = 0; row < log.size(); row++) {
      cells.add(log.users().id(log.user(row)) + " " + log.items().id(log.item(row)));
    }
    return cells;
  }
}
