package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.recommender.assignment.RankingPair;
import io.holdfast.recommender.strategy.StageTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Ranks with the models of two variants, both past the same filters, and mixes the two rankings. If
 * one of them is not loaded, fails, or has nothing to say about the taste, the control's model or
 * what stands in for it ranks alone, without teams, so that the list earns nobody credit.
 * Thread-safe.
 */
@ApplicationScoped
class InterleaveRankings {
  private final FallbackChain chain;

  InterleaveRankings(FallbackChain chain) {
    this.chain = chain;
  }

  /**
   * The mixed list, or what stands in for it.
   *
   * @param shelf what is loaded
   * @param requestId seeds the mix
   */
  FallbackChain.Ranked rank(Shelf shelf, RankingPair pair, RankItems.Query query, UUID requestId) {
    ServableModel control = model(shelf, pair.controlModel());
    ServableModel challenger = model(shelf, pair.challengerModel());
    if (control != null && challenger != null) {
      Staging staging = query.staging();
      StageTrace controlTrace = new StageTrace();
      StageTrace challengerTrace = new StageTrace();
      Optional<List<ServedItem>> one =
          chain.attempt(control, query.staged(staging.tracedBy(controlTrace)));
      Optional<List<ServedItem>> other =
          chain.attempt(challenger, query.staged(staging.tracedBy(challengerTrace)));
      if (one.isPresent() && other.isPresent()) {
        List<ServedItem> mixed =
            TeamDraft.mix(
                new TeamDraft.Ranking(pair.control(), one.get()),
                new TeamDraft.Ranking(pair.challenger(), other.get()),
                query.limit(),
                requestId);
        if (staging.trace() != null) {
          for (ServedItem item : mixed) {
            boolean controls = broughtBy(pair.control(), one.get(), item);
            staging.trace().take(controls ? controlTrace : challengerTrace, item.itemId());
          }
        }
        return new FallbackChain.Ranked(
            Source.INTERLEAVED,
            null,
            List.of(
                new Ranker(pair.control(), control, null),
                new Ranker(pair.challenger(), challenger, null)),
            mixed,
            staging.trace());
      }
    }
    FallbackChain.Ranked alone = chain.rank(shelf, true, control, query);
    return alone.source() == Source.MODEL ? alone.without(Source.FALLBACK_NOT_INTERLEAVED) : alone;
  }

  /** Whether an item is that team's; one without a team is of the ranking that has it. */
  private static boolean broughtBy(String team, List<ServedItem> ranking, ServedItem item) {
    return item.team() == null
        ? ranking.stream().anyMatch(own -> own.itemId().equals(item.itemId()))
        : item.team().equals(team);
  }

  private static ServableModel model(Shelf shelf, ModelReference reference) {
    return reference == null ? shelf.active() : shelf.models().get(reference);
  }
}
