package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.RecommendationServed.Trigger;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Answers with a list in time: gathers what has to be known, ranks, and hands the list to the
 * buffer of served lists. Whatever the source, the record names the variants that the user was
 * assigned to (intent to treat). Thread-safe.
 */
@ApplicationScoped
public class RecommendItems {
  private final GatherKnown gather;
  private final RankList rank;
  private final AnswerInTime time;
  private final AnswerSettings limits;
  private final ServedBuffer served;
  private final ServingMeters meters;

  RecommendItems(
      GatherKnown gather,
      RankList rank,
      AnswerInTime time,
      AnswerSettings limits,
      ServedBuffer served,
      ServingMeters meters) {
    this.gather = gather;
    this.rank = rank;
    this.time = time;
    this.limits = limits;
    this.served = served;
    this.meters = meters;
  }

  /**
   * The list. Fails with {@link UnknownModelException} if a certain model is asked for that is not
   * there; anything else that is missing is stood in for.
   */
  public Uni<Recommendation> recommend(RecommendationRequest request) {
    long started = System.nanoTime();
    UUID requestId = UUID.randomUUID();
    AtomicReference<Known> soFar = new AtomicReference<>(gather.nothing(request));
    Uni<Known> known = gather.gather(request).invoke(soFar::set);
    Function<Known, Recommendation> ranked =
        read -> meters.rank(() -> rank.rank(request, read, requestId));
    Uni<Recommendation> list =
        request.model() != null
            ? time.rankUnhurried(known, ranked)
            : time.rank(known, ranked, why -> rank.standIn(request, soFar.get(), why, requestId));
    return list.call(answer -> meters.keep(served.add(event(request, answer), left(started))))
        .invoke(answer -> meters.served(answer.source()));
  }

  private Duration left(long started) {
    return limits.deadline().minusNanos(System.nanoTime() - started);
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
