package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.recommender.domain.UserHistory;
import io.holdfast.recommender.scenario.ReadyScenario;
import io.holdfast.recommender.scenario.ScenarioView;
import io.holdfast.recommender.scenario.VariantSettings;
import io.holdfast.recommender.serving.Known.Past;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Gathers what has to be known before a list is made: the user's variants, the scenario with what
 * they change of it, and the history, read side by side. What cannot be read in time is done
 * without, and said to be missing. Thread-safe.
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
  private final AnswerInTime time;
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
      AnswerInTime time,
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
    this.time = time;
    this.meters = meters;
  }

  /** What is known before anything was read. */
  Known nothing(RecommendationRequest request) {
    return Known.nothing(scenarios.named(request.scenario()));
  }

  /** Fails with {@link UnknownModelException} if a certain model is asked for that is not there. */
  Uni<Known> gather(RecommendationRequest request) {
    ReadyScenario standing = scenarios.named(request.scenario());
    Uni<Place> place =
        asked(request, standing.scenario().name()).chain(asked -> place(request, standing, asked));
    return Uni.combine()
        .all()
        .unis(place, past(request))
        .with(
            (where, past) ->
                new Known(
                    where.scenario(),
                    where.asked().assigned().variants(),
                    where.asked().assigned().complete(),
                    where.asked().model(),
                    where.stages(),
                    past));
  }

  private record Asked(AssignVariants.Assigned assigned, ServableModel model) {}

  private record Place(Asked asked, ReadyScenario scenario, StageLists.Prepared stages) {}

  private Uni<Asked> asked(RecommendationRequest request, String scenario) {
    if (request.model() != null) {
      return models
          .forPreview(request.model())
          .map(model -> new Asked(AssignVariants.Assigned.NONE, model))
          .invoke(
              asked -> {
                if (asked.model() == null) {
                  throw new UnknownModelException(request.model());
                }
              });
    }
    return assign
        .assign(request, scenario)
        .map(assigned -> new Asked(assigned, loaded(assigned.variants().model())));
  }

  private ServableModel loaded(ModelReference model) {
    return model == null ? null : shelf.shelf().models().get(model);
  }

  private Uni<Place> place(RecommendationRequest request, ReadyScenario standing, Asked asked) {
    ReadyScenario scenario =
        variantSettings.over(standing, asked.assigned().variants().parameters());
    return stages
        .prepare(scenario.scenario(), request)
        .map(prepared -> new Place(asked, scenario, prepared));
  }

  private Uni<Past> past(RecommendationRequest request) {
    return history(request)
        .chain(
            past ->
                past.read()
                    ? segments
                        .of(request, past.interactions())
                        .map(segment -> new Past(past.interactions(), true, segment))
                    : Uni.createFrom().item(past));
  }

  /** What the user did; unknown if it cannot be read in time, which is counted. */
  private Uni<Past> history(RecommendationRequest request) {
    if (request.userId() == null) {
      return Uni.createFrom().item(new Past(List.of(), true, Map.of()));
    }
    return meters
        .history(time.read(histories.latest(request.userId(), settings.historyLimit())))
        .map(interactions -> new Past(interactions, true, Map.of()))
        .onFailure()
        .recoverWithItem(
            failure -> {
              meters.historyUnavailable(failure);
              return Past.UNKNOWN;
            });
  }
}
