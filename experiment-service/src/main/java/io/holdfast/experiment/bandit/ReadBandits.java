package io.holdfast.experiment.bandit;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.domain.Bandits;
import io.holdfast.experiment.domain.Bandits.Move;
import io.holdfast.experiment.domain.Bandits.State;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.lifecycle.ReadExperiments;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads where bandits stand. Thread-safe. */
public final class ReadBandits {
  private final ReadExperiments experiments;
  private final Bandits bandits;

  /** Reads those. */
  public ReadBandits(ReadExperiments experiments, Bandits bandits) {
    this.experiments = experiments;
    this.bandits = bandits;
  }

  /**
   * An experiment's bandit.
   *
   * @param experiment with its bandit and the weights as they are
   * @param state where it stands; empty before its first look
   */
  public record Standing(Experiment experiment, Optional<State> state) {}

  /** The bandit of an experiment; fails with a problem if it has none. */
  public Uni<Standing> standing(String key) {
    return experiment(key)
        .chain(found -> bandits.state(key).map(state -> new Standing(found, state)));
  }

  /** Its moves, newest first; fails with a problem if it has no bandit. */
  public Uni<List<Move>> moves(String key, UUID before, int limit) {
    return experiment(key).chain(() -> bandits.moves(key, before, limit));
  }

  private Uni<Experiment> experiment(String key) {
    return experiments
        .one(key)
        .map(
            report -> {
              if (report.experiment().spec().bandit() == null) {
                throw ProblemException.notFound("Experiment " + key + " has no bandit.");
              }
              return report.experiment();
            });
  }
}
