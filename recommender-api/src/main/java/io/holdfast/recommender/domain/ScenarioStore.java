package io.holdfast.recommender.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The scenarios that people edit, with all their versions. Thread-safe. */
public interface ScenarioStore {
  /** How many scenarios there can be, deleted ones included. */
  int MOST_SCENARIOS = 1000;

  /** A number that grows with every committed change, and with nothing else. */
  Uni<Long> changes();

  /** The last version of every scenario that was ever stored, by name. */
  Uni<List<ScenarioVersion>> latest();

  /** The last version of a scenario; empty if it was never stored. */
  Uni<Optional<ScenarioVersion>> latest(String name);

  /**
   * The versions of a scenario, newest first.
   *
   * @param before versions below this one; null for the beginning
   * @param limit at most so many
   */
  Uni<List<ScenarioVersion>> versions(String name, Integer before, int limit);

  /** Makes a version of a scenario, unless its settings are those already. */
  Uni<Outcome> put(Edit edit, ScenarioSettings settings);

  /** Gives a scenario back to the configuration, which is a version too. */
  Uni<Outcome> delete(Edit edit);

  /**
   * Who changes which scenario.
   *
   * @param name which
   * @param expected the version that was seen; null if that does not matter
   * @param actor the id of the API key
   * @param at when
   */
  record Edit(String name, Integer expected, String actor, Instant at) {
    public Edit {
      at = at.truncatedTo(ChronoUnit.MICROS);
    }
  }

  /** What became of an edit. */
  sealed interface Outcome permits Stored, Stale, Absent, Full {}

  /**
   * It is as asked.
   *
   * @param version the scenario's last version, which this edit made unless nothing was to change
   */
  record Stored(ScenarioVersion version) implements Outcome {}

  /**
   * Somebody else changed it meanwhile.
   *
   * @param version the scenario's last version
   */
  record Stale(int version) implements Outcome {}

  /** There is none to delete. */
  record Absent() implements Outcome {}

  /** There are {@link #MOST_SCENARIOS}. */
  record Full() implements Outcome {}
}
