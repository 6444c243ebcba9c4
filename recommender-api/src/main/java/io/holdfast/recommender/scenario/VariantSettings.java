package io.holdfast.recommender.scenario;

import io.holdfast.contracts.problem.FieldError;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.assignment.ExperimentsChanged;
import io.holdfast.recommender.assignment.VariantParameters;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Puts what the parameters of a user's variants say in the place of a scenario's settings. They are
 * read as a request that edits the scenario is: parameters with anything wrong change nothing,
 * which is counted for every list, and logged once for a revision of the experiment. Thread-safe.
 */
@ApplicationScoped
public class VariantSettings {
  private static final Logger LOG = Logger.getLogger(VariantSettings.class);
  private static final int MOST_KEPT = 4096;

  /** What the parameters make of a scenario; its settings are unchanged if they are refused. */
  private record Reading(ReadyScenario scenario, boolean refused) {}

  private record Place(ReadyScenario scenario, VariantParameters.Origin origin) {}

  private final SettingsReader reader;
  private final MeterRegistry meters;
  private final Map<Place, Reading> kept = new ConcurrentHashMap<>();
  private final Map<VariantParameters.Origin, Boolean> told = new ConcurrentHashMap<>();

  VariantSettings(SettingsReader reader, MeterRegistry meters) {
    this.reader = reader;
    this.meters = meters;
  }

  void forget(@Observes ExperimentsChanged change) {
    kept.clear();
  }

  /**
   * The scenario as the user gets it.
   *
   * @param parameters those of the user's variants; where two tell the same, the later one holds
   */
  public ReadyScenario over(ReadyScenario scenario, List<VariantParameters> parameters) {
    ReadyScenario standing = scenario;
    for (VariantParameters variant : parameters) {
      Reading reading = reading(standing, variant);
      if (reading.refused()) {
        refused(variant.origin()).increment();
      }
      standing = reading.scenario();
    }
    return standing;
  }

  private Reading reading(ReadyScenario standing, VariantParameters variant) {
    Place place = new Place(standing, variant.origin());
    Reading known = kept.get(place);
    if (known != null) {
      return known;
    }
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    return kept.computeIfAbsent(place, unknown -> read(standing, variant));
  }

  private Reading read(ReadyScenario standing, VariantParameters variant) {
    Violations violations = new Violations();
    ScenarioSettings settings = reader.over(variant.parameters(), standing.settings(), violations);
    if (violations.isEmpty()) {
      Scenario scenario = standing.scenario();
      return new Reading(
          new ReadyScenario(new Scenario(scenario.name(), scenario.version(), settings)), false);
    }
    tell(variant.origin(), violations);
    return new Reading(standing, true);
  }

  private void tell(VariantParameters.Origin origin, Violations violations) {
    if (told.size() >= MOST_KEPT) {
      told.clear();
    }
    if (told.putIfAbsent(origin, true) == null) {
      LOG.warnf(
          "the parameters of variant %s of experiment %s, revision %d, change nothing: %s",
          origin.variant(),
          origin.experiment(),
          origin.revision(),
          violations.errors().stream()
              .map(VariantSettings::text)
              .collect(Collectors.joining("; ")));
    }
  }

  private static String text(FieldError error) {
    return error.field() + " " + error.message();
  }

  private Counter refused(VariantParameters.Origin origin) {
    return Counter.builder("holdfast.recommendations.parameters.refused")
        .description("Lists made without a variant's parameters, because something is wrong there")
        .tag("experiment", origin.experiment())
        .tag("variant", origin.variant())
        .register(meters);
  }
}
