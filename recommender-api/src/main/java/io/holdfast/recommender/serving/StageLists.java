package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ShownItems;
import io.holdfast.recommender.strategy.Pipeline;
import io.holdfast.recommender.strategy.StageTrace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds out what has to be known before a list's stages can work: the pipeline of the scenario and,
 * only if a stage asks for it, what was shown to the user. If that cannot be read, which is
 * counted, nothing rests. Thread-safe.
 */
@ApplicationScoped
class StageLists {
  private final Pipelines pipelines;
  private final ShownItems shown;
  private final StrategySettings settings;
  private final AnswerInTime time;
  private final ServingMeters meters;

  StageLists(
      Pipelines pipelines,
      ShownItems shown,
      StrategySettings settings,
      AnswerInTime time,
      ServingMeters meters) {
    this.pipelines = pipelines;
    this.shown = shown;
    this.settings = settings;
    this.time = time;
    this.meters = meters;
  }

  /**
   * What is known before the user's history is.
   *
   * @param pipeline the stages
   * @param shown how often each item was shown to the user lately
   */
  record Prepared(Pipeline pipeline, Map<String, Integer> shown) {
    static final Prepared NONE = new Prepared(Pipeline.NONE, Map.of());

    /**
     * The stages of one list. What the user has answered since it may have been shown is not
     * ignored.
     *
     * @param history the user's interactions
     * @param request the list's request
     * @param trace takes down what stages did; null if nobody asks
     */
    Staging staging(
        List<Interaction> history,
        RecommendationRequest request,
        UUID requestId,
        StageTrace trace) {
      Map<String, Integer> ignored = shown;
      if (!shown.isEmpty()) {
        ignored = new HashMap<>(shown);
        Instant since = request.at().minus(pipeline.memory());
        for (Interaction interaction : history) {
          if (!interaction.occurredAt().isBefore(since)) {
            ignored.remove(interaction.itemId());
          }
        }
        for (RecommendationRequest.SessionInteraction told : request.session()) {
          ignored.remove(told.itemId());
        }
      }
      return Staging.of(pipeline, ignored, requestId, trace);
    }
  }

  /** Prepares the stages of a list of that scenario. */
  Uni<Prepared> prepare(Scenario scenario, RecommendationRequest request) {
    Pipeline pipeline = pipelines.of(scenario.strategies());
    Duration memory = pipeline.memory();
    if (memory.isZero() || request.userId() == null) {
      return Uni.createFrom().item(new Prepared(pipeline, Map.of()));
    }
    return time.read(
            shown.times(request.userId(), request.at().minus(memory), settings.shownLists()))
        .onFailure()
        .recoverWithItem(
            failure -> {
              meters.shownUnavailable(failure);
              return Map.of();
            })
        .map(times -> new Prepared(pipeline, times));
  }
}
