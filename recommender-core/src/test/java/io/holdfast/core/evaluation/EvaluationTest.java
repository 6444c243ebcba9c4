package io.holdfast.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.artifact.Interval;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.data.UserSequences;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.TrainingContext;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {

  private static final InteractionLog LOG = log();

  private static InteractionLog log() {
    SplittableRandom random = new SplittableRandom(11);
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int user = 0; user < 120; user++) {
      Set<Integer> met = new HashSet<>();
      int length = 2 + random.nextInt(12);
      while (met.size() < length) {
        int item = (int) (40 * Math.pow(random.nextDouble(), 1.5));
        if (met.add(item)) {
          builder.add("u" + user, "i" + item, 1, random.nextInt(1000));
        }
      }
    }
    return builder.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"leave-one-out", "temporal", "strong-generalization"})
  void noHeldOutInteractionReachesTraining(String protocol) {
    for (Stage stage : Stage.values()) {
      RecordingKind recorder = new RecordingKind((history, scores) -> {});
      Evaluation.run(recorder, LOG, Protocols.named(protocol), options().withStage(stage));
      Split split = Protocols.named(protocol).split(LOG, stage);
      Set<Long> trained = new HashSet<>();
      InteractionMatrix training = recorder.training();
      for (int u = 0; u < training.rows(); u++) {
        for (int p = training.rowStart(u); p < training.rowEnd(u); p++) {
          trained.add((long) u << 32 | training.itemArray()[p]);
        }
      }
      assertThat(trained).hasSize(split.training().size());
      int targets = 0;
      for (EvaluationCase asked : split.cases()) {
        for (int target : asked.targets()) {
          assertThat(trained).doesNotContain((long) asked.user() << 32 | target);
          targets++;
        }
      }
      assertThat(targets).isPositive();
    }
  }

  @Test
  void popularityCountsNoHeldOutInteraction() {
    // Everybody's last two items are the same two: counted, they would be the most popular.
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int user = 0; user < 30; user++) {
      builder.add("u" + user, "common " + user % 2, 1, 1).add("u" + user, "rare " + user, 1, 2);
      builder.add("u" + user, "validation", 1, 3).add("u" + user, "test", 1, 4);
    }
    EvaluationReport report =
        Evaluation.run(
            ModelKinds.named("popular"),
            builder.build(),
            Protocols.named("leave-one-out"),
            options());
    // Never counted, "test" ties with "validation" (which is masked) at zero, so it is last.
    assertThat(report.metric("hr@10")).isZero();
    assertThat(report.metric("mrr")).isEqualTo(1.0 / 31, within(1e-12));
  }

  @Test
  void strongGeneralizationNeverTrainsOnHeldOutUsers() {
    Protocol protocol = Protocols.named("strong-generalization");
    for (Stage stage : Stage.values()) {
      RecordingKind recorder = new RecordingKind((history, scores) -> {});
      EvaluationReport report = Evaluation.run(recorder, LOG, protocol, options().withStage(stage));
      assertThat(report.metrics()).containsKeys("recall@20", "recall@50", "ndcg@100");
      for (int user : report.perUser().users()) {
        InteractionMatrix training = recorder.training();
        assertThat(training.rowStart(user)).isEqualTo(training.rowEnd(user));
      }
    }
  }

  @Test
  void countsWhatIsShown() {
    // Everybody is shown the three items of the lowest index that they have not met.
    RecordingKind byIndex =
        new RecordingKind(
            (history, scores) -> {
              for (int i = 0; i < scores.length; i++) {
                scores[i] = -i;
              }
            });
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int item = 0; item < 8; item++) {
      builder.addItem("i" + item);
    }
    for (int user = 0; user < 4; user++) {
      builder.add("u" + user, "i7", 1, 1).add("u" + user, "i6", 1, 2).add("u" + user, "i5", 1, 3);
    }
    EvaluationReport report =
        Evaluation.run(
            byIndex, builder.build(), Protocols.named("leave-one-out"), options().withCutoff(3));
    assertThat(report.metric("coverage@3")).isEqualTo(3.0 / 8);
    // Five items never, three items four times each: (2·6−9 + 2·7−9 + 2·8−9)·4 / (8·12).
    assertThat(report.metric("gini@3")).isEqualTo(15 * 4 / 96.0, within(1e-12));
    // Nobody had them in training, which counts as one of four: two bits.
    assertThat(report.metric("novelty@3")).isEqualTo(2, within(1e-12));
    assertThat(Exposure.gini(new long[] {3, 3, 3})).isEqualTo(0, within(1e-12));
    assertThat(Exposure.gini(new long[] {0, 0, 0})).isZero();
  }

  @Test
  void tellsHowUnlikeTheItemsOfAListAre() {
    // In training a has users 0 1 2, b has users 1 2, c has user 3, d has nobody.
    InteractionMatrix training =
        InteractionLog.builder()
            .addItem("a")
            .addItem("b")
            .addItem("c")
            .addItem("d")
            .add("0", "a", 1, 1)
            .add("1", "a", 1, 1)
            .add("1", "b", 5, 2)
            .add("2", "a", 2, 1)
            .add("2", "b", 1, 2)
            .add("3", "c", 1, 1)
            .build()
            .toMatrix();
    IntraListDiversity diversity = new IntraListDiversity(training, 2);
    double alike = 2 / Math.sqrt(3.0 * 2.0);
    assertThat(diversity.of(0, new int[] {0, 1})).isEqualTo(1 - alike, within(1e-6));
    assertThat(diversity.of(1, new int[] {1, 0})).isEqualTo(1 - alike, within(1e-6));
    assertThat(diversity.of(0, new int[] {2, 0, 1})).isEqualTo(1 - alike / 3, within(1e-6));
    assertThat(diversity.of(0, new int[] {3, 0})).isEqualTo(1);
    assertThat(diversity.of(0, new int[] {2})).isZero();
    assertThat(diversity.of(0, new int[0])).isZero();
  }

  @Test
  void namesTheMetricThatModelsAreComparedBy() {
    assertThat(Evaluation.primaryMetric(Protocols.named("temporal"), 5)).isEqualTo("ndcg@5");
    assertThat(Evaluation.primaryMetric(Protocols.named("strong-generalization"), 5))
        .isEqualTo("ndcg@100");
  }

  @Test
  void asksEveryUserOnceWithAllButTheTargets() {
    RecordingKind recorder = new RecordingKind((history, scores) -> {});
    EvaluationReport report =
        Evaluation.run(recorder, LOG, Protocols.named("leave-one-out"), options());
    UserSequences sequences = LOG.byUser();
    int asked = 0;
    int shown = 0;
    for (int u = 0; u < sequences.users(); u++) {
      if (sequences.length(u) >= 3) {
        asked++;
        shown += sequences.length(u) - 1;
      }
    }
    int histories = 0;
    int items = 0;
    for (History history : recorder.histories()) {
      histories++;
      items += history.size();
    }
    assertThat(histories).isEqualTo(asked).isEqualTo(report.perUser().size());
    assertThat(items).isEqualTo(shown);
    assertThat(report.dataset())
        .isEqualTo(new EvaluationReport.Dataset(120, LOG.items().size(), LOG.size()));
    // All scores tie: every target stands last among the items that are not masked.
    assertThat(report.metric("ndcg@10")).isZero();
  }

  @Test
  void masksOrKeepsSeenItems() {
    // Item x twice: the test target is in the history.
    InteractionLog log =
        InteractionLog.builder()
            .add("a", "x", 1, 1)
            .add("a", "y", 1, 2)
            .add("a", "z", 1, 3)
            .add("a", "x", 1, 4)
            .add("b", "y", 1, 1)
            .add("b", "z", 1, 2)
            .add("b", "x", 1, 3)
            .build();
    BiConsumer<History, float[]> prefersX = (history, scores) -> scores[0] = 1;
    EvaluationReport masked =
        Evaluation.run(
            new RecordingKind(prefersX), log, Protocols.named("leave-one-out"), options());
    assertThat(masked.droppedTargets()).isEqualTo(1);
    assertThat(masked.droppedUsers()).isEqualTo(1);
    assertThat(masked.perUser().users()).containsExactly(1);
    EvaluationReport kept =
        Evaluation.run(
            new RecordingKind(prefersX),
            log,
            Protocols.named("leave-one-out"),
            options().withSeen(SeenItems.KEEP));
    assertThat(kept.droppedTargets()).isZero();
    assertThat(kept.perUser().users()).containsExactly(0, 1);
    assertThat(kept.metric("hr@10")).isEqualTo(1);
  }

  @Test
  void isTheSameWithAnyThreads() {
    EvaluationOptions options = options();
    EvaluationReport one = popular(options);
    EvaluationReport four =
        popular(EvaluationOptions.of(options.parameters(), options.context().withThreads(4)));
    assertThat(four.metrics()).isEqualTo(one.metrics());
    assertThat(four.confidence95()).isEqualTo(one.confidence95());
  }

  @Test
  void carriesWhatAReportNeeds() {
    EvaluationReport report = popular(options().withCutoff(5));
    assertThat(report.model()).isEqualTo("popular");
    assertThat(report.protocol()).isEqualTo("leave-one-out");
    assertThat(report.seed()).isEqualTo(1);
    assertThat(report.backend()).isNotBlank();
    assertThat(report.metrics())
        .containsOnlyKeys(
            "hr@5",
            "recall@5",
            "ndcg@5",
            "map@5",
            "mrr",
            "novelty@5",
            "diversity@5",
            "coverage@5",
            "gini@5");
    assertThat(report.confidence95()).doesNotContainKeys("coverage@5", "gini@5");
    report
        .confidence95()
        .forEach(
            (metric, interval) -> assertThat(interval.contains(report.metric(metric))).isTrue());
    assertThat(report.toOfflineMetrics().metrics()).isEqualTo(report.metrics());
    assertThat(report.toOfflineMetrics().stage()).isEqualTo("test");
    assertThatIllegalArgumentException().isThrownBy(() -> report.metric("ndcg@10"));
    assertThatIllegalArgumentException().isThrownBy(() -> options().withCutoff(0));
  }

  @Test
  void comparesTwoModelsOnTheSameUsers() {
    EvaluationReport popular = popular(options());
    RecordingKind worst =
        new RecordingKind(
            (history, scores) -> {
              for (int i = 0; i < scores.length; i++) {
                scores[i] = -i;
              }
            });
    EvaluationReport none =
        Evaluation.run(
            new RecordingKind((history, scores) -> {}),
            LOG,
            Protocols.named("leave-one-out"),
            options());
    PairedComparison worse = PairedComparison.of(none, popular, "ndcg@10", 1);
    assertThat(worse.users()).isEqualTo(popular.perUser().size());
    assertThat(worse.difference()).isEqualTo(-popular.metric("ndcg@10"), within(1e-12));
    assertThat(worse.isSignificantlyWorse()).isTrue();
    assertThat(PairedComparison.of(popular, none, "ndcg@10", 1).isSignificantlyBetter()).isTrue();
    PairedComparison same = PairedComparison.of(popular, popular, "ndcg@10", 1);
    assertThat(same.interval()).isEqualTo(new Interval(0, 0));
    assertThat(same.isSignificantlyWorse()).isFalse();
    EvaluationReport other = Evaluation.run(worst, LOG, Protocols.named("temporal"), options());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedComparison.of(other, popular, "ndcg@10", 1));
  }

  private static EvaluationReport popular(EvaluationOptions options) {
    ModelKind popular = ModelKinds.named("popular");
    return Evaluation.run(popular, LOG, Protocols.named("leave-one-out"), options);
  }

  private static EvaluationOptions options() {
    return EvaluationOptions.of(
        ParameterSchema.of().parse(Map.of()), TrainingContext.withSeed(1).withThreads(2));
  }
}
