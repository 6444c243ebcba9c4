package io.holdfast.recommender.testing;

import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.holdfast.contracts.event.Interleaving;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.targeting.Condition;
import io.holdfast.recommender.domain.ExperimentSource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Map;

/** The running experiments as a test sets them; it can fall silent. */
@Alternative
@Priority(1)
@ApplicationScoped
public class FakeExperimentSource implements ExperimentSource {
  private List<ExperimentDefinition> definitions = List.of();
  private int revision;
  private boolean silent;

  /** From now on these run. */
  public synchronized void run(ExperimentDefinition... running) {
    definitions = List.of(running);
    revision++;
  }

  /** Whether it answers at all. */
  public synchronized void silence(boolean now) {
    silent = now;
  }

  @Override
  public synchronized Uni<Answer> active(String tag) {
    if (silent) {
      return Uni.createFrom().item(new Silent());
    }
    String current = Integer.toString(revision);
    return Uni.createFrom()
        .item(current.equals(tag) ? new Unchanged() : new Experiments(current, definitions));
  }

  /** An experiment on home with everyone in one of two equal arms. */
  public static ExperimentDefinition experiment(String key, String control, String challenger) {
    return experiment(key, control, challenger, null);
  }

  /** The same for those users alone who meet a condition. */
  public static ExperimentDefinition experiment(
      String key, String control, String challenger, Condition condition) {
    return experiment(key, control, challenger, null, condition);
  }

  /** An experiment on home that mixes the rankings of two models for everyone. */
  public static ExperimentDefinition interleaved(String key, String control, String challenger) {
    return experiment(key, control, challenger, Interleaving.STANDARD, null);
  }

  private static ExperimentDefinition experiment(
      String key,
      String control,
      String challenger,
      Interleaving interleaving,
      Condition condition) {
    return new ExperimentDefinition(
        key,
        1,
        key,
        2,
        "home",
        interleaving,
        1.0,
        List.of(
            new VariantDefinition("control", 0.5, ModelReference.parse(control), Map.of()),
            new VariantDefinition("challenger", 0.5, ModelReference.parse(challenger), Map.of())),
        "control",
        null,
        condition);
  }
}
