package io.holdfast.recommender.rest;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.recommender.serving.ListPopular;
import java.util.List;
import java.util.Map;

/**
 * Popular items at the wire.
 *
 * @param model the model that told the popularity; absent if it was counted
 * @param source {@code model}, {@code counted} or {@code counted-segment}
 * @param window how far back was counted; absent if a model told it
 * @param segment whose popularity it is; absent for everybody's
 * @param items in order
 */
public record PopularBody(
    ModelReference model,
    String source,
    String window,
    Map<String, String> segment,
    List<ServedItem> items) {

  static PopularBody of(ListPopular.Popular popular) {
    return new PopularBody(
        popular.model(),
        popular.source().wire(),
        popular.window() == null ? null : popular.window().toString(),
        popular.segment().isEmpty() ? null : popular.segment(),
        popular.items());
  }
}
