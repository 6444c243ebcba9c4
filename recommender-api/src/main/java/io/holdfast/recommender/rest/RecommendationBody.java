package io.holdfast.recommender.rest;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.recommender.serving.AppliedFilters;
import io.holdfast.recommender.serving.Recommendation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * A list at the wire.
 *
 * @param requestId send it with the interactions that follow from the list
 * @param userId for whom; absent for an anonymous session
 * @param scenario the place of the list
 * @param scenarioVersion its version
 * @param model the model that ranked; absent if none did, or if two did, interleaved
 * @param source {@code model}, {@code interleaved}, or what stood in for it
 * @param experiments the variants that the user got
 * @param items in order
 * @param filtersApplied what kept items out; absent if the list was not to be explained
 * @param servedAt when
 */
public record RecommendationBody(
    UUID requestId,
    String userId,
    String scenario,
    int scenarioVersion,
    ModelReference model,
    String source,
    List<AssignedVariant> experiments,
    List<RecommendedItem> items,
    AppliedFilters filtersApplied,
    Instant servedAt) {
  static final String EXAMPLE =
      """
      {"requestId": "0b8f6d0e-6f0a-4f0e-8a55-0c9a4f0a1b2c", "userId": "u-17", "scenario": "home",
       "scenarioVersion": 1, "model": "als@20261124T043000Z-1a2b3c4d", "source": "model",
       "experiments": [{"key": "als-against-popular", "revision": 2, "variant": "challenger",
         "reason": "split"}],
       "items": [{"itemId": "i-204", "position": 0, "score": 0.93}],
       "servedAt": "2026-11-24T12:00:00Z"}
      """;

  static final String MIXED =
      """
      {"requestId": "0b8f6d0e-6f0a-4f0e-8a55-0c9a4f0a1b2c", "userId": "u-17", "scenario": "news",
       "scenarioVersion": 4, "model": "als@20261124T043000Z-1a2b3c4d", "source": "model",
       "experiments": [],
       "items": [{"itemId": "i-204", "position": 0, "score": 0.93, "source": "model"},
         {"itemId": "i-977", "position": 1, "score": 0.4, "source": "new"}],
       "servedAt": "2026-11-24T12:00:00Z"}
      """;

  static final String EXPLAINED =
      """
      {"requestId": "0b8f6d0e-6f0a-4f0e-8a55-0c9a4f0a1b2c", "userId": "u-17", "scenario": "home",
       "scenarioVersion": 1, "model": "als@20261124T043000Z-1a2b3c4d", "source": "model",
       "experiments": [],
       "items": [{"itemId": "i-204", "position": 0, "score": 0.93, "explanation": {
         "kind": "least-squares", "model": "als@20261124T043000Z-1a2b3c4d", "score": 0.93,
         "baseline": 0.0, "contributions": [{"itemId": "i-17", "value": 0.62},
           {"itemId": "i-8", "value": 0.34}, {"itemId": "i-90", "value": -0.11}],
         "remainder": 0.08}, "strategies": [{"kind": "diversity", "from": 3, "to": 0}]}],
       "filtersApplied": {"availableAt": "2026-11-24T12:00:00Z", "hideSeen": true, "seenItems": 5,
         "filter": "price < 20", "exclude": []},
       "servedAt": "2026-11-24T12:00:00Z"}
      """;

  private static final String REQUEST_ID = "Holdfast-Request-Id";

  /** The answer to a client that calls the user by that id; null if it calls the user nothing. */
  static RestResponse<RecommendationBody> response(Recommendation answer, String userId) {
    return RestResponse.ResponseBuilder.ok(of(answer, userId))
        .header(REQUEST_ID, answer.requestId())
        .build();
  }

  private static RecommendationBody of(Recommendation answer, String userId) {
    return new RecommendationBody(
        answer.requestId(),
        userId,
        answer.scenario().name(),
        answer.scenario().version(),
        answer.model(),
        answer.source().wire(),
        answer.experiments(),
        RecommendedItem.of(answer.items(), answer.explanation()),
        answer.explanation() == null ? null : answer.explanation().filters(),
        answer.servedAt());
  }
}
