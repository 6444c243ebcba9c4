package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.RecommendationServed.Trigger;
import io.holdfast.recommender.assignment.Assignments;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.UserHistory;
import io.holdfast.recommender.scenario.ReadyScenario;
import io.holdfast.recommender.scenario.ScenarioView;
import io.holdfast.recommender.scenario.VariantSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers with a list: assigns the user's variants, reads the history, ranks with the variant's
 * model or what stands in for it, and hands the list to the buffer of served lists. Whatever the
 * source, the record names the variants that the user was assigned to (intent to treat).
 *
 * <p>Ranking is arithmetic and runs on threads of its own, one a processor by default, so that it
 * holds up neither event loops nor itself. Thread-safe.
 */
@ApplicationScoped
public class RecommendItems {
  private final AssignVariants assign;
  private final UserHistory histories;
  private final ScenarioView scenarios;
  private final VariantSettings variantSettings;
  private final ModelShelf shelf;
  private final LoadModels models;
  private final FallbackChain chain;
  private final InterleaveRankings interleave;
  private final BlendSources blend;
  private final StageLists stages;
  private final ServedBuffer served;
  private final ServingSettings settings;
  private final ServingMeters meters;
  private final ExecutorService ranking;

  RecommendItems(
      AssignVariants assign,
      UserHistory histories,
      ScenarioView scenarios,
      VariantSettings variantSettings,
      ModelShelf shelf,
      LoadModels models,
      FallbackChain chain,
      InterleaveRankings interleave,
      BlendSources blend,
      StageLists stages,
      ServedBuffer served,
      ServingSettings settings,
      ServingMeters meters) {
    this.assign = assign;
    this.histories = histories;
    this.scenarios = scenarios;
    this.variantSettings = variantSettings;
    this.shelf = shelf;
    this.models = models;
    this.chain = chain;
    this.interleave = interleave;
    this.blend = blend;
    this.stages = stages;
    this.served = served;
    this.settings = settings;
    this.meters = meters;
    this.ranking =
        Executors.newFixedThreadPool(
            settings.rankingThreads(), Thread.ofPlatform().daemon().name("ranking-", 0).factory());
  }

  void stop(@Observes ShutdownEvent stopping) {
    ranking.shutdown();
  }

  /**
   * The list. Fails with {@link UnknownModelException} if a certain model is asked for that is not
   * there; anything else that is missing is stood in for.
   */
  public Uni<Recommendation> recommend(RecommendationRequest request) {
    return Uni.combine()
        .all()
        .unis(placed(request), history(request))
        .asTuple()
        .emitOn(ranking)
        .map(
            known -> {
              Placed placed = known.getItem1();
              ReadyScenario scenario = placed.scenario();
              SeenRule seen = SeenRule.of(scenario.settings(), settings, request.at());
              Taste taste = Taste.of(known.getItem2(), request.session(), settings, seen);
              UUID requestId = UUID.randomUUID();
              Staging staging = placed.stages().staging(known.getItem2(), request, requestId, null);
              RankItems.Query query = query(request, scenario, taste, staging);
              FallbackChain.Ranked ranked =
                  meters.rank(() -> rank(request, scenario, placed.asked(), query, requestId));
              return answer(
                  requestId, request, scenario.scenario(), placed.asked().assigned(), ranked);
            })
        .call(answer -> served.add(event(request, answer)))
        .invoke(answer -> meters.served(answer.source()));
  }

  /**
   * What has to be known of a list's place before it is made.
   *
   * @param asked the user's variants and model
   * @param scenario the scenario as the user gets it
   * @param stages what its strategies need
   */
  private record Placed(Asked asked, ReadyScenario scenario, StageLists.Prepared stages) {}

  private Uni<Placed> placed(RecommendationRequest request) {
    ReadyScenario standing = scenarios.named(request.scenario());
    return asked(request, standing.scenario().name())
        .chain(
            asked -> {
              ReadyScenario scenario =
                  variantSettings.over(standing, asked.assigned().parameters());
              return stages
                  .prepare(scenario.scenario(), request)
                  .map(prepared -> new Placed(asked, scenario, prepared));
            });
  }

  /**
   * The user's variants and the model that is asked for.
   *
   * @param assigned the variants
   * @param model null if none is asked for, or if it is not loaded
   */
  private record Asked(Assignments assigned, ServableModel model) {}

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

  /** A list that is supplied, or a model that is looked at, has no other source than the model. */
  private FallbackChain.Ranked rank(
      RecommendationRequest request,
      ReadyScenario scenario,
      Asked asked,
      RankItems.Query query,
      UUID requestId) {
    if (request.candidates() != null || request.model() != null) {
      return rankByModel(request, asked, query, requestId);
    }
    return blend.rank(
        scenario.settings(),
        shelf.shelf(),
        query,
        () -> rankByModel(request, asked, query, requestId));
  }

  private FallbackChain.Ranked rankByModel(
      RecommendationRequest request, Asked asked, RankItems.Query query, UUID requestId) {
    Assignments assigned = asked.assigned();
    if (assigned.interleaved() != null) {
      return interleave.rank(shelf.shelf(), assigned.interleaved(), query, requestId);
    }
    boolean wanted = request.model() != null || assigned.model() != null;
    return chain.rank(shelf.shelf(), wanted, asked.model(), query);
  }

  private static RankItems.Query query(
      RecommendationRequest request, ReadyScenario scenario, Taste taste, Staging staging) {
    ScenarioSettings settings = scenario.settings();
    int standard = request.candidates() == null ? settings.limit() : request.candidates().size();
    int limit = request.limit() == null ? standard : request.limit();
    return new RankItems.Query(
        taste,
        settings.hideSeen(),
        request.candidates(),
        request.filter(),
        scenario.filter(),
        request.excluded(),
        request.at(),
        limit,
        settings.fallback(),
        staging);
  }

  private static Recommendation answer(
      UUID requestId,
      RecommendationRequest request,
      Scenario scenario,
      Assignments assigned,
      FallbackChain.Ranked ranked) {
    return new Recommendation(
        requestId,
        request.userId(),
        scenario,
        ranked.model(),
        ranked.source(),
        assigned.variants(),
        ranked.items(),
        request.at(),
        ranked.trace());
  }

  private static RecommendationServed event(RecommendationRequest request, Recommendation answer) {
    return new RecommendationServed(
        answer.requestId(),
        answer.userId(),
        answer.scenario().name(),
        answer.scenario().version(),
        answer.model(),
        answer.source().wire(),
        answer.items(),
        answer.experiments(),
        request.context(),
        request.preview() ? Trigger.PREVIEW : Trigger.USER,
        answer.servedAt());
  }
}
