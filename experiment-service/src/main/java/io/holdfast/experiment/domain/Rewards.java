package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.Bandit;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where the weights that rewards speak for come from. */
public interface Rewards {

  /**
   * What the rewards say.
   *
   * @param revision the experiment's revision that metrics-dashboard had read
   * @param evaluatedThrough the last day that was evaluated whole; null before the first
   * @param untrustworthy marks that forbid to act; empty if there are none
   * @param arms one entry an arm
   * @param reason why there are no weights; null if there are
   * @param asRead the whole answer, to be kept as evidence
   */
  record Reading(
      int revision,
      Instant evaluatedThrough,
      List<String> untrustworthy,
      List<Arm> arms,
      String reason,
      Map<String, Object> asRead) {
    public Reading {
      untrustworthy = List.copyOf(untrustworthy);
      arms = List.copyOf(arms);
    }
  }

  /**
   * One arm.
   *
   * @param name the arm
   * @param users its users whose reward has matured
   * @param weight what it should get; null if there are no weights
   */
  record Arm(String name, long users, Double weight) {
    public Arm {
      Objects.requireNonNull(name, "name");
    }
  }

  /**
   * The weights for an experiment; empty if metrics-dashboard does not know the experiment yet.
   *
   * @return fails with {@link ResultsUnavailableException} if there are none to be had
   */
  Uni<Optional<Reading>> read(String key, Bandit bandit);
}
