package io.holdfast.experiment.flags;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentQuery;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.ExperimentSpec;
import io.holdfast.experiment.domain.ExperimentView;
import io.holdfast.experiment.domain.Experiments;
import io.holdfast.experiment.domain.ModelChoice;
import io.holdfast.experiment.domain.Situation;
import io.holdfast.experiment.domain.Variant;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FlagChangesTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final OneExperiment experiments = new OneExperiment();
  private final ExperimentView<FlagSet> view =
      new ExperimentView<>(experiments, each -> each.begun().map(FlagSet::new), HOUR);
  private final FlagChanges changes = new FlagChanges(view, 2);

  @Test
  void tellsThePresentTagAndEachNewOneOnce() {
    AssertSubscriber<String> listener = listen(null, 10);
    String first = tag();
    listener.assertItems(first);
    check();
    listener.assertItems(first);
    experiments.revision++;
    check();
    check();
    listener.assertItems(first, tag());
    assertThat(tag()).isNotEqualTo(first);
  }

  @Test
  void leavesOutTheTagThatIsKnown() {
    AssertSubscriber<String> listener = listen(tag(), 10);
    check();
    listener.assertHasNotReceivedAnyItem();
    experiments.revision++;
    check();
    listener.assertItems(tag());
  }

  @Test
  void aSlowListenerGetsTheLastTag() {
    AssertSubscriber<String> slow = listen(tag(), 0);
    for (int k = 0; k < 5; k++) {
      experiments.revision++;
      check();
    }
    slow.request(10);
    assertThat(slow.getItems().getLast()).isEqualTo(tag());
    assertThat(slow.getItems()).doesNotHaveDuplicates();
  }

  @Test
  void refusesMoreListenersThanItMayHave() {
    AssertSubscriber<String> first = listen(null, 10);
    listen(null, 10);
    listen(null, 10).assertFailedWith(TooManyListenersException.class);
    assertThat(changes.listeners()).isEqualTo(2);
    first.cancel();
    assertThat(changes.listeners()).isEqualTo(1);
    listen(null, 10).assertItems(tag());
  }

  @Test
  void asksNobodyWhileNobodyListens() {
    check();
    assertThat(experiments.asked).isZero();
  }

  private AssertSubscriber<String> listen(String known, long requests) {
    return changes.since(known).subscribe().withSubscriber(AssertSubscriber.create(requests));
  }

  private void check() {
    changes.check().await().indefinitely();
  }

  private String tag() {
    return view.checked().await().indefinitely().tag();
  }

  /** One experiment, at whatever revision a test says. */
  private static final class OneExperiment implements Experiments {
    private int revision = 2;
    private int asked;

    @Override
    public Uni<List<ExperimentReport>> begun() {
      return Uni.createFrom()
          .item(List.of(new ExperimentReport(experiment(), null, null, null, null)));
    }

    @Override
    public Uni<Long> version() {
      asked++;
      return Uni.createFrom().item((long) revision);
    }

    private Experiment experiment() {
      ExperimentSpec spec =
          new ExperimentSpec(
              "e",
              "home",
              null,
              1,
              null,
              "a",
              null,
              List.of(variant("a"), variant("b")),
              new DecisionPolicy(
                  "retention-day-7", List.of(), 0.05, 100, 7, DecisionPolicy.Mode.AUTOMATIC),
              1000,
              null,
              null,
              null,
              null);
      Experiment started = Experiment.draft("e", spec, NOW).started(spec, NOW);
      return new Experiment("e", revision, started.state(), spec, NOW, NOW, null, null);
    }

    private static Variant variant(String name) {
      return new Variant(name, 0.5, ModelChoice.parse("popular@1"), Map.of(), null);
    }

    @Override
    public Uni<ExperimentReport> create(Change change) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Optional<ExperimentReport>> find(String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<List<ExperimentReport>> list(ExperimentQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<List<Experiment>> running() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<ExperimentReport> change(String key, Function<Situation, Change> change) {
      throw new UnsupportedOperationException();
    }
  }
}
