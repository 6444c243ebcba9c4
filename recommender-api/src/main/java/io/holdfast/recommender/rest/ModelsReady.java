package io.holdfast.recommender.rest;

import io.holdfast.recommender.assignment.ActiveExperiments;
import io.holdfast.recommender.scenario.ScenarioView;
import io.holdfast.recommender.serving.CatalogueView;
import io.holdfast.recommender.serving.LoadModels;
import io.holdfast.recommender.serving.ModelShelf;
import io.holdfast.recommender.serving.Shelf;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the active model was loaded for the first time and is warm, and the catalogue and the
 * scenarios were read. An active model that is corrupt is not waited for: it is named here, and
 * what stands in for it serves. Once ready it stays so: recommendations go on without the database,
 * without other services, and without an artifact that turned out corrupt.
 */
@Readiness
@ApplicationScoped
class ModelsReady implements HealthCheck {
  private final LoadModels models;
  private final ModelShelf shelf;
  private final CatalogueView catalogue;
  private final ScenarioView scenarios;
  private final ActiveExperiments experiments;

  ModelsReady(
      LoadModels models,
      ModelShelf shelf,
      CatalogueView catalogue,
      ScenarioView scenarios,
      ActiveExperiments experiments) {
    this.models = models;
    this.shelf = shelf;
    this.catalogue = catalogue;
    this.scenarios = scenarios;
    this.experiments = experiments;
  }

  @Override
  public HealthCheckResponse call() {
    Shelf now = shelf.shelf();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("models")
            .status(models.ready() && catalogue.isRead() && scenarios.isRead())
            .withData("models", state())
            .withData("catalogue", read(catalogue.isRead()))
            .withData("scenarios", read(scenarios.isRead()))
            .withData(
                "experiments",
                experiments.answering()
                    ? "known"
                    : "the last known, as experiment-service does not answer")
            .withData("loaded", now.models().size());
    if (now.active() != null) {
      response.withData("active", now.active().reference().toString());
    }
    models.trouble().ifPresent(trouble -> response.withData("trouble", trouble));
    shelf
        .failures()
        .forEach(
            (reference, failure) ->
                response.withData("refused " + reference, String.valueOf(failure.message())));
    return response.build();
  }

  private static String read(boolean done) {
    return done ? "read" : "waiting for the first read";
  }

  private String state() {
    return models.ready() ? "loaded" : "waiting for the registry and the active model";
  }
}
