package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.RecommendationServed.Trigger;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers with a list: gathers what has to be known, ranks, and hands the list to the buffer of
 * served lists. Whatever the source, the record names the variants that the user was assigned to
 * (intent to treat).
 *
 * <p>Ranking is arithmetic and runs on threads of its own, one a processor by default, so that it
 * holds up neither event loops nor itself. Thread-safe.
 */
@ApplicationScoped
public class RecommendItems {
  private final GatherKnown gather;
  private final RankList rank;
  private final ServedBuffer served;
  private final ServingMeters meters;
  private final ExecutorService ranking;

  RecommendItems(
      GatherKnown gather,
      RankList rank,
      ServedBuffer served,
      ServingSettings settings,
      ServingMeters meters) {
    this.gather = gather;
    this.rank = rank;
    this.served = served;
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
    UUID requestId = UUID.randomUUID();
    return gather
        .gather(request)
        .emitOn(ranking)
        .map(known -> meters.rank(() -> rank.rank(request, known, requestId)))
        .call(answer -> served.add(event(request, answer)))
        .invoke(answer -> meters.served(answer.source()));
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
