package io.holdfast.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.artifact.SearchReport;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.evaluation.Evaluation;
import io.holdfast.core.evaluation.EvaluationCase;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.Protocol;
import io.holdfast.core.evaluation.Protocols;
import io.holdfast.core.evaluation.RecordingKind;
import io.holdfast.core.evaluation.Split;
import io.holdfast.core.evaluation.Stage;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.ParameterSpec.IntegerSpec;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.SearchRange.LogUniform;
import io.holdfast.core.model.SearchRange.Uniform;
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.model.TrainingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomSearchTest {

  private static final int ITEMS = 100;
  private static final InteractionLog LOG = cycle();

  /** Everybody walks through the items in a circle: after item i comes item i + 1. */
  private static InteractionLog cycle() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int item = 0; item < ITEMS; item++) {
      builder.addItem("i" + item);
    }
    for (int user = 0; user < 600; user++) {
      for (int step = 0; step < 5 + user % 4; step++) {
        builder.add("u" + user, "i" + (7 * user + step) % ITEMS, 1, 1000L * step + user);
      }
    }
    return builder.build();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void findsAPlantedOptimum(boolean epochs) {
    RecordingKind kind = planted(epochs);
    List<Integer> told = new ArrayList<>();
    SearchReport report =
        RandomSearch.run(
            kind,
            LOG,
            Protocols.named("leave-one-out"),
            options(1),
            new SearchSettings(64, "ndcg@10", Map.of()),
            (done, total, trial) -> {
              told.add(done);
              assertThat(total).isEqualTo(new Halving(64).trials());
            });
    assertThat(told).hasSize(new Halving(64).trials()).isSorted();
    assertThat(report.budget()).isEqualTo(epochs ? "epochs" : "users");
    assertThat(report.candidates()).isEqualTo(64);
    double least =
        report.trials().stream()
            .mapToDouble(trial -> distance(trial.parameters()))
            .min()
            .orElseThrow();
    assertThat(least).isLessThan(0.1);
    assertThat(distance(report.parameters())).isCloseTo(least, within(0.02));
    assertThat(report.value()).isGreaterThan(report.defaultValue()).isGreaterThan(0.9);
    // The default is candidate 0, and goes straight to the last round.
    SearchReport.Trial first = report.trials().getFirst();
    assertThat(first.parameters()).isEqualTo(kind.parameters().defaults().asMap());
    assertThat(first.share()).isEqualTo(1);
    assertThat(first.value()).isEqualTo(report.defaultValue());
    assertThat(report.trials())
        .filteredOn(trial -> trial.share() == 1)
        .hasSize(3)
        .anySatisfy(trial -> assertThat(trial.parameters()).isEqualTo(report.parameters()));
  }

  @Test
  void shortTrialsHaveFewEpochs() {
    RecordingKind kind = planted(true);
    SearchReport report = search(kind, LOG, "leave-one-out", 8, Map.of("epochs", "20"), 1);
    assertThat(kind.trained())
        .extracting(parameters -> parameters.integer("epochs"))
        .containsExactly(5, 5, 5, 5, 5, 5, 5, 10, 10, 10, 10, 20, 20, 20);
    assertThat(report.parameters()).containsEntry("epochs", 20);
  }

  @Test
  void isDeterministicForASeed() {
    SearchReport once = search(planted(false), LOG, "leave-one-out", 16, Map.of(), 5);
    assertThat(search(planted(false), LOG, "leave-one-out", 16, Map.of(), 5)).isEqualTo(once);
    SearchReport other = search(planted(false), LOG, "leave-one-out", 16, Map.of(), 6);
    assertThat(other.trials()).isNotEqualTo(once.trials());
    SearchReport longer = search(planted(false), LOG, "leave-one-out", 32, Map.of(), 5);
    assertThat(longer.trials())
        .extracting(SearchReport.Trial::parameters)
        .startsWith(once.trials().stream().map(SearchReport.Trial::parameters).toArray(Map[]::new));
  }

  @Test
  void givenParametersStayAsTheyAre() {
    SearchReport report = search(planted(false), LOG, "leave-one-out", 8, Map.of("x", "0.75"), 1);
    assertThat(report.trials())
        .allSatisfy(trial -> assertThat(trial.parameters()).containsEntry("x", 0.75));
    assertThat(report.trials())
        .extracting(trial -> trial.parameters().get("y"))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"leave-one-out", "temporal", "strong-generalization"})
  void neverSeesATestInteraction(String name) {
    Protocol protocol = Protocols.named(name);
    boolean[] open = new boolean[LOG.size()];
    Split validation = protocol.split(LOG, Stage.VALIDATION);
    mark(validation.training(), open);
    for (EvaluationCase asked : validation.cases()) {
      mark(asked, open);
    }
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int item = 0; item < ITEMS; item++) {
      builder.addItem("i" + item);
    }
    int changed = 0;
    for (int row = 0; row < LOG.size(); row++) {
      int item = open[row] ? LOG.item(row) : (LOG.item(row) + ITEMS / 2) % ITEMS;
      changed += open[row] ? 0 : 1;
      builder.add(LOG.users().id(LOG.user(row)), "i" + item, 1, LOG.epochSecond(row));
    }
    assertThat(changed).isGreaterThan(100);
    InteractionLog otherTest = builder.build();
    ModelKind markov = ModelKinds.named("markov");
    String metric = Evaluation.primaryMetric(protocol, 10);
    SearchSettings settings = new SearchSettings(6, metric, Map.of());
    SearchReport report =
        RandomSearch.run(markov, LOG, protocol, options(3), settings, SearchListener.none());
    assertThat(
            RandomSearch.run(
                markov, otherTest, protocol, options(3), settings, SearchListener.none()))
        .isEqualTo(report);
  }

  @Test
  void refusesWhatCannotBeSearched() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(planted(true), LOG, "leave-one-out", 1, Map.of(), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(planted(true), LOG, "leave-one-out", 4, Map.of("x", 1, "y", 1), 1))
        .withMessageContaining("nothing to search");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RandomSearch.run(
                    planted(true),
                    LOG,
                    Protocols.named("leave-one-out"),
                    options(1),
                    new SearchSettings(4, "coverage@10", Map.of()),
                    SearchListener.none()))
        .withMessageContainingAll("ndcg@10", "coverage@10");
  }

  private static void mark(InteractionLog part, boolean[] open) {
    Set<List<Object>> rows = new HashSet<>();
    for (int row = 0; row < part.size(); row++) {
      rows.add(List.of(part.user(row), part.item(row), part.epochSecond(row)));
    }
    for (int row = 0; row < LOG.size(); row++) {
      open[row] |= rows.contains(List.of(LOG.user(row), LOG.item(row), LOG.epochSecond(row)));
    }
  }

  /** The cycle has each item once in a sequence, so user and item name a row. */
  private static void mark(EvaluationCase asked, boolean[] open) {
    int[] told = asked.history().distinctItems();
    for (int row = 0; row < LOG.size(); row++) {
      int item = LOG.item(row);
      open[row] |=
          LOG.user(row) == asked.user()
              && (Arrays.binarySearch(told, item) >= 0
                  || Arrays.stream(asked.targets()).anyMatch(target -> target == item));
    }
  }

  private static SearchReport search(
      ModelKind kind,
      InteractionLog log,
      String protocol,
      int candidates,
      Map<String, ?> given,
      long seed) {
    return RandomSearch.run(
        kind,
        log,
        Protocols.named(protocol),
        options(seed),
        new SearchSettings(candidates, "ndcg@10", given),
        SearchListener.none());
  }

  /**
   * Knows what comes next for a share of the users that falls with the distance of its parameters
   * from x = 0.3, y = 10.
   */
  private static RecordingKind planted(boolean epochs) {
    ParameterSchema schema =
        ParameterSchema.of(
            new RealSpec("x", "Best at 0.3.", 0.9, 0, 1),
            new RealSpec("y", "Best at 10.", 1000, 1e-3, 1e6),
            new IntegerSpec("epochs", "Plays no part.", 8, 1, 100));
    SearchSpace space = SearchSpace.of(new Uniform("x", 0, 1), new LogUniform("y", 0.1, 1000));
    return new RecordingKind(
        schema,
        epochs ? space.trainedBy("epochs") : space,
        (parameters, history, scores) -> {
          Arrays.fill(scores, 0);
          if (place(history) > distance(parameters.asMap())) {
            scores[(history.item(history.size() - 1) + 1) % ITEMS] = 1;
          }
        });
  }

  private static double place(History history) {
    return history.item(0) * 37 % ITEMS / (double) ITEMS;
  }

  private static double distance(Map<String, Object> parameters) {
    double x = (double) parameters.get("x");
    double y = (double) parameters.get("y");
    return Math.abs(x - 0.3) + Math.abs(Math.log(y / 10)) / 10;
  }

  private static EvaluationOptions options(long seed) {
    return EvaluationOptions.of(
        ParameterSchema.of().defaults(), TrainingContext.withSeed(seed).withThreads(1));
  }
}
