package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.RecommendationServed.Trigger;
import io.holdfast.recommender.assignment.Assignments;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.Scenarios;
import io.holdfast.recommender.domain.UserHistory;
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
  private final Scenarios scenarios;
  private final ModelShelf shelf;
  private final LoadModels models;
  private final FallbackChain chain;
  private final InterleaveRankings interleave;
  private final ServedBuffer served;
  private final ServingSettings settings;
  private final ServingMeters meters;
  private final ExecutorService ranking;

  RecommendItems(
      AssignVariants assign,
      UserHistory histories,
      Scenarios scenarios,
      ModelShelf shelf,
      LoadModels models,
      FallbackChain chain,
      InterleaveRankings interleave,
      ServedBuffer served,
      ServingSettings settings,
      ServingMeters meters) {
    this.assign = assign;
    this.histories = histories;
    this.scenarios = scenarios;
    this.shelf = shelf;
    this.models = models;
    this.chain = chain;
    this.interleave = interleave;
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
    Scenario scenario = scenarios.named(request.scenario());
    return Uni.combine()
        .all()
        .unis(asked(request, scenario), history(request))
        .asTuple()
        .emitOn(ranking)
        .map(
            known -> {
              Assignments assigned = known.getItem1().assigned();
              Taste taste = Taste.of(known.getItem2(), request.session(), settings);
              UUID requestId = UUID.randomUUID();
              RankItems.Query query = query(request, scenario, taste);
              FallbackChain.Ranked ranked =
                  meters.rank(() -> rank(request, known.getItem1(), query, requestId));
              return answer(requestId, request, scenario, assigned, ranked);
            })
        .call(answer -> meters.keep(served.add(event(request, answer))))
        .invoke(answer -> meters.served(answer.source()));
  }

  /**
   * The user's variants and the model that is asked for.
   *
   * @param assigned the variants
   * @param model null if none is asked for, or if it is not loaded
   */
  private record Asked(Assignments assigned, ServableModel model) {}

  private Uni<Asked> asked(RecommendationRequest request, Scenario scenario) {
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
        .assign(request, scenario.name())
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

  private FallbackChain.Ranked rank(
      RecommendationRequest request, Asked asked, RankItems.Query query, UUID requestId) {
    Assignments assigned = asked.assigned();
    if (assigned.interleaved() != null) {
      return interleave.rank(shelf.shelf(), assigned.interleaved(), query, requestId);
    }
    boolean wanted = request.model() != null || assigned.model() != null;
    return chain.rank(shelf.shelf(), wanted, asked.model(), query);
  }

  private static RankItems.Query query(
      RecommendationRequest request, Scenario scenario, Taste taste) {
    int standard = request.candidates() == null ? scenario.limit() : request.candidates().size();
    int limit = request.limit() == null ? standard : request.limit();
    return new RankItems.Query(
        taste,
        scenario.hideSeen(),
        request.candidates(),
        request.filter(),
        request.excluded(),
        request.at(),
        limit);
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
        request.at());
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
