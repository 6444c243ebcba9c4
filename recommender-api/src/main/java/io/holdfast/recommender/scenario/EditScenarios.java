package io.holdfast.recommender.scenario;

import io.holdfast.recommender.domain.ScenarioDefaults;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioStore;
import io.holdfast.recommender.domain.ScenarioStore.Outcome;
import io.holdfast.recommender.domain.ScenarioVersion;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads and changes the scenarios. A change counts on this replica before it is answered, and on
 * the others moments later. Thread-safe.
 */
@ApplicationScoped
public class EditScenarios {
  private final ScenarioStore store;
  private final ScenarioDefaults defaults;
  private final ScenarioView view;

  EditScenarios(ScenarioStore store, ScenarioDefaults defaults, ScenarioView view) {
    this.store = store;
    this.defaults = defaults;
    this.view = view;
  }

  /** Makes a version of a scenario, unless its settings are those already. */
  public Uni<Outcome> put(ScenarioStore.Edit edit, ScenarioSettings settings) {
    return store.put(edit, settings).invoke(this::take);
  }

  /** Gives a scenario back to the configuration. */
  public Uni<Outcome> delete(ScenarioStore.Edit edit) {
    return store.delete(edit).invoke(this::take);
  }

  private void take(Outcome outcome) {
    if (outcome instanceof ScenarioStore.Stored(ScenarioVersion version)) {
      view.take(version);
    }
  }

  /** The scenario as it was last stored or is configured; empty if it is neither. */
  public Uni<Optional<StandingScenario>> find(String name) {
    return store.latest(name).map(version -> standing(name, version.orElse(null)));
  }

  private Optional<StandingScenario> standing(String name, ScenarioVersion version) {
    if (version != null && !version.isDeletion()) {
      return Optional.of(new StandingScenario(name, version, version.settings()));
    }
    return defaults.names().contains(name)
        ? Optional.of(new StandingScenario(name, version, defaults.of(name)))
        : Optional.empty();
  }

  /**
   * The stored and the configured scenarios, by name.
   *
   * @param after names beyond this one; null for the beginning
   * @param limit at most so many
   */
  public Uni<List<StandingScenario>> list(String after, int limit) {
    return store
        .latest()
        .map(
            versions -> {
              TreeMap<String, ScenarioVersion> byName = new TreeMap<>();
              defaults.names().forEach(name -> byName.put(name, null));
              versions.forEach(version -> byName.put(version.name(), version));
              return byName.tailMap(after == null ? "" : after, false).entrySet().stream()
                  .flatMap(entry -> standing(entry.getKey(), entry.getValue()).stream())
                  .limit(limit)
                  .toList();
            });
  }

  /**
   * The versions of a scenario, newest first.
   *
   * @param before versions below this one; null for the beginning
   * @param limit at most so many
   */
  public Uni<List<ScenarioVersion>> versions(String name, Integer before, int limit) {
    return store.versions(name, before, limit);
  }
}
