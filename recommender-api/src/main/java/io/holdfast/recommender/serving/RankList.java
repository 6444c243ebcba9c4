package io.holdfast.recommender.serving;

import io.holdfast.recommender.assignment.Assignments;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.strategy.StageTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Makes a list out of what is known: the scenario's sources, of which the variant's model, or two
 * interleaved ones, is the first, and an explanation if it is asked for. Arithmetic alone: nothing
 * is read. Thread-safe.
 */
@ApplicationScoped
class RankList {
  private final ModelShelf shelf;
  private final FallbackChain chain;
  private final InterleaveRankings interleave;
  private final BlendSources blend;
  private final ExplainItems explain;
  private final ServingSettings settings;

  RankList(
      ModelShelf shelf,
      FallbackChain chain,
      InterleaveRankings interleave,
      BlendSources blend,
      ExplainItems explain,
      ServingSettings settings) {
    this.shelf = shelf;
    this.chain = chain;
    this.interleave = interleave;
    this.blend = blend;
    this.explain = explain;
    this.settings = settings;
  }

  /** The answer of a request. */
  Recommendation rank(RecommendationRequest request, Known known, UUID requestId) {
    RankItems.Query query = query(request, known, requestId);
    FallbackChain.Ranked ranked = ranked(request, known, query, requestId);
    if (!known.past().read()) {
      ranked = ranked.without(Source.FALLBACK_WITHOUT_HISTORY);
    } else if (!known.complete()) {
      ranked = ranked.without(Source.FALLBACK_WITHOUT_VARIANTS);
    }
    return answer(request, known, query, ranked, requestId);
  }

  /**
   * What is answered when there is no time for more.
   *
   * @param why the source that it names
   */
  Recommendation standIn(RecommendationRequest request, Known known, Source why, UUID requestId) {
    RankItems.Query query = query(request, known, requestId);
    return answer(request, known, query, chain.standIn(shelf.shelf(), why, query), requestId);
  }

  private Recommendation answer(
      RecommendationRequest request,
      Known known,
      RankItems.Query query,
      FallbackChain.Ranked ranked,
      UUID requestId) {
    return new Recommendation(
        requestId,
        request.userId(),
        known.scenario().scenario(),
        ranked.model(),
        ranked.source(),
        known.assigned().variants(),
        ranked.items(),
        request.contributions() == null
            ? null
            : explain.explain(ranked, query, request.contributions()),
        request.at());
  }

  private RankItems.Query query(RecommendationRequest request, Known known, UUID requestId) {
    ScenarioSettings scenario = known.scenario().settings();
    SeenRule seen = SeenRule.of(scenario, settings, request.at());
    Taste taste =
        Taste.of(known.past().interactions(), request.session(), settings, seen)
            .in(known.past().segment());
    StageTrace trace = request.contributions() == null ? null : new StageTrace();
    int standard = request.candidates() == null ? scenario.limit() : request.candidates().size();
    return new RankItems.Query(
        taste,
        scenario.hideSeen(),
        request.candidates(),
        request.filter(),
        known.scenario().filter(),
        request.excluded(),
        request.at(),
        request.limit() == null ? standard : request.limit(),
        scenario.fallback(),
        known.stages().staging(known.past().interactions(), request, requestId, trace));
  }

  /** A list that is supplied, or a model that is looked at, has no other source than the model. */
  private FallbackChain.Ranked ranked(
      RecommendationRequest request, Known known, RankItems.Query query, UUID requestId) {
    if (request.candidates() != null || request.model() != null) {
      return byModel(request, known, query, requestId);
    }
    return blend.rank(
        known.scenario().settings(),
        shelf.shelf(),
        query,
        each -> byModel(request, known, each, requestId));
  }

  private FallbackChain.Ranked byModel(
      RecommendationRequest request, Known known, RankItems.Query query, UUID requestId) {
    Assignments assigned = known.assigned();
    if (assigned.interleaved() != null) {
      return interleave.rank(shelf.shelf(), assigned.interleaved(), query, requestId);
    }
    boolean wanted = request.model() != null || assigned.model() != null;
    return chain.rank(shelf.shelf(), wanted, known.model(), query);
  }
}
