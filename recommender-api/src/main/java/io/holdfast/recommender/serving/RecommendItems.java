package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.RecommendationServed.Trigger;
import io.holdfast.recommender.assignment.Assignments;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.Scenarios;
import io.holdfast.recommender.domain.UserHistory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Answers with a list: assigns the user's variants, reads the history, ranks with the variant's
 * model or what stands in for it, and hands the list to the buffer of served lists. Whatever the
 * source, the record names the variants that the user was assigned to (intent to treat).
 *
 * <p>When the time for the answer is over, the best list so far goes out: without the history if
 * that is not there, by popularity if the ranking is not. Thread-safe.
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
  private final AnswerSettings limits;
  private final AnswerInTime time;
  private final ServingMeters meters;

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
      AnswerSettings limits,
      AnswerInTime time,
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
    this.limits = limits;
    this.time = time;
    this.meters = meters;
  }

  /**
   * The list. Fails with {@link UnknownModelException} if a certain model is asked for that is not
   * there; anything else that is missing is stood in for.
   */
  public Uni<Recommendation> recommend(RecommendationRequest request) {
    long started = System.nanoTime();
    Scenario scenario = scenarios.named(request.scenario());
    UUID requestId = UUID.randomUUID();
    AtomicReference<Known> soFar = new AtomicReference<>(Known.NOTHING);
    Uni<Known> known =
        Uni.combine()
            .all()
            .unis(asked(request, scenario), history(request))
            .with(Known::new)
            .invoke(soFar::set);
    Function<Known, Recommendation> rank =
        read ->
            answer(requestId, request, scenario, read, rank(request, scenario, read, requestId));
    Uni<Recommendation> list =
        request.model() != null
            ? time.rankUnhurried(known, rank)
            : time.rank(
                known,
                rank,
                why -> {
                  Known read = soFar.get();
                  RankItems.Query query = query(request, scenario, taste(request, read));
                  FallbackChain.Ranked ranked = chain.standIn(shelf.shelf(), why, query);
                  return answer(requestId, request, scenario, read, ranked);
                });
    return list.call(answer -> served.add(event(request, answer), left(started)))
        .invoke(answer -> meters.served(answer.source()));
  }

  private Duration left(long started) {
    return limits.deadline().minusNanos(System.nanoTime() - started);
  }

  /** What was found out before ranking. */
  private record Known(Asked asked, Past past) {
    static final Known NOTHING = new Known(Asked.NOTHING, Past.UNKNOWN);
  }

  /**
   * What the user did.
   *
   * @param interactions newest first
   * @param read whether it could be read
   */
  private record Past(List<Interaction> interactions, boolean read) {
    static final Past NONE = new Past(List.of(), true);
    static final Past UNKNOWN = new Past(List.of(), false);
  }

  /**
   * The user's variants and the model that is asked for.
   *
   * @param assigned the variants
   * @param model null if none is asked for, or if it is not loaded
   * @param complete whether no variant is missing because something could not be read
   */
  private record Asked(Assignments assigned, ServableModel model, boolean complete) {
    static final Asked NOTHING = new Asked(Assignments.NONE, null, false);
  }

  private Uni<Asked> asked(RecommendationRequest request, Scenario scenario) {
    if (request.model() != null) {
      return models
          .forPreview(request.model())
          .map(model -> new Asked(Assignments.NONE, model, true))
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
                    assigned.variants(),
                    assigned.variants().model() == null
                        ? null
                        : shelf.shelf().models().get(assigned.variants().model()),
                    assigned.complete()));
  }

  /** What the user did; unknown if it cannot be read in time, which is counted. */
  private Uni<Past> history(RecommendationRequest request) {
    if (request.userId() == null) {
      return Uni.createFrom().item(Past.NONE);
    }
    return meters
        .history(time.read(histories.latest(request.userId(), settings.historyLimit())))
        .map(interactions -> new Past(interactions, true))
        .onFailure()
        .recoverWithItem(
            failure -> {
              meters.historyUnavailable(failure);
              return Past.UNKNOWN;
            });
  }

  private Taste taste(RecommendationRequest request, Known known) {
    return Taste.of(known.past().interactions(), request.session(), settings);
  }

  /** The list of the user's variant, which says what it had to do without. */
  private FallbackChain.Ranked rank(
      RecommendationRequest request, Scenario scenario, Known known, UUID requestId) {
    RankItems.Query query = query(request, scenario, taste(request, known));
    FallbackChain.Ranked ranked = meters.rank(() -> rank(request, known.asked(), query, requestId));
    if (!known.past().read()) {
      return ranked.without(Source.FALLBACK_WITHOUT_HISTORY);
    }
    return known.asked().complete() ? ranked : ranked.without(Source.FALLBACK_WITHOUT_VARIANTS);
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
      Known known,
      FallbackChain.Ranked ranked) {
    return new Recommendation(
        requestId,
        request.userId(),
        scenario,
        ranked.model(),
        ranked.source(),
        known.asked().assigned().variants(),
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
