package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.recommender.assignment.Assignments;
import io.holdfast.recommender.domain.UserHistory;
import io.holdfast.recommender.scenario.ReadyScenario;
import io.holdfast.recommender.scenario.ScenarioView;
import io.holdfast.recommender.scenario.VariantSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Gathers what has to be known before a list is made: the user's variants, the scenario with what
 * they change of it, and the history, read side by side. Thread-safe.
 */
@ApplicationScoped
class GatherKnown {
  private final AssignVariants assign;
  private final UserHistory histories;
  private final Segments segments;
  private final ScenarioView scenarios;
  private final VariantSettings variantSettings;
  private final StageLists stages;
  private final ModelShelf shelf;
  private final LoadModels models;
  private final ServingSettings settings;
  private final ServingMeters meters;

  GatherKnown(
      AssignVariants assign,
      UserHistory histories,
      Segments segments,
      ScenarioView scenarios,
      VariantSettings variantSettings,
      StageLists stages,
      ModelShelf shelf,
      LoadModels models,
      ServingSettings settings,
      ServingMeters meters) {
    this.assign = assign;
    this.histories = histories;
    this.segments = segments;
    this.scenarios = scenarios;
    this.variantSettings = variantSettings;
    this.stages = stages;
    this.shelf = shelf;
    this.models = models;
    this.settings = settings;
    this.meters = meters;
  }

  /** Fails with {@link UnknownModelException} if a certain model is asked for that is not there. */
  Uni<Known> gather(RecommendationRequest request) {
    ReadyScenario standing = scenarios.named(request.scenario());
    Uni<Placed> placed =
        asked(request, standing.scenario().name()).chain(asked -> placed(request, standing, asked));
    Uni<Past> past =
        history(request)
            .chain(
                history ->
                    segments.of(request, history).map(segment -> new Past(history, segment)));
    return Uni.combine()
        .all()
        .unis(placed, past)
        .with(
            (place, before) ->
                new Known(
                    place.scenario(),
                    place.asked().assigned(),
                    place.asked().model(),
                    place.stages(),
                    before.history(),
                    before.segment()));
  }

  private record Asked(Assignments assigned, ServableModel model) {}

  private record Placed(Asked asked, ReadyScenario scenario, StageLists.Prepared stages) {}

  private record Past(List<Interaction> history, Map<String, String> segment) {}

  private Uni<Asked> asked(RecommendationRequest request, String scenario) {
    if (request.model() != null) {
      return models
          .forPreview(request.model())
          .map(model -> new Asked(Assignments.NONE, model))
          .invoke(
              asked -> {
                if (asked.model() == null) {
                  throw new UnknownModelException(request.model());
                }
              });
    }
    return assign
        .assign(request, scenario)
        .map(
            assigned ->
                new Asked(
                    assigned,
                    assigned.model() == null
                        ? null
                        : shelf.shelf().models().get(assigned.model())));
  }

  private Uni<Placed> placed(RecommendationRequest request, ReadyScenario standing, Asked asked) {
    ReadyScenario scenario = variantSettings.over(standing, asked.assigned().parameters());
    return stages
        .prepare(scenario.scenario(), request)
        .map(prepared -> new Placed(asked, scenario, prepared));
  }

  /** What the user did; nothing if it cannot be read, which is counted. */
  private Uni<List<Interaction>> history(RecommendationRequest request) {
    if (request.userId() == null) {
      return Uni.createFrom().item(List.of());
    }
    return meters
        .history(histories.latest(request.userId(), settings.historyLimit()))
        .onFailure()
        .recoverWithItem(
            failure -> {
              meters.historyUnavailable(failure);
              return List.of();
            });
  }
}
