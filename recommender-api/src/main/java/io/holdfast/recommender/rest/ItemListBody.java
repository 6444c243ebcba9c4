package io.holdfast.recommender.rest;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ServedItem;
import java.util.List;

/**
 * A list that is the same for everybody, at the wire.
 *
 * @param model the model that made it; absent if none did
 * @param source {@code model}, or what else the list comes from
 * @param items in order
 */
public record ItemListBody(ModelReference model, String source, List<ServedItem> items) {
  public ItemListBody {
    items = List.copyOf(items);
  }
}
