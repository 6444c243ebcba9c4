package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.strategy.StageTrace;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An answered list.
 *
 * @param requestId ties the list to what follows from it
 * @param userId for whom; null for an anonymous session
 * @param scenario the place of the list
 * @param model the model that ranked; null if none did, or if two did, interleaved
 * @param source where the list came from
 * @param experiments the variants that the user got
 * @param items in order
 * @param servedAt when
 * @param trace what strategies did to each item; null if nobody asked
 */
public record Recommendation(
    UUID requestId,
    String userId,
    Scenario scenario,
    ModelReference model,
    Source source,
    List<AssignedVariant> experiments,
    List<ServedItem> items,
    Instant servedAt,
    StageTrace trace) {
  public Recommendation {
    experiments = List.copyOf(experiments);
    items = List.copyOf(items);
  }
}
