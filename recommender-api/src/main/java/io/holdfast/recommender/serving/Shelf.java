package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import java.util.Map;

/**
 * The models that are loaded, as of one moment. A request works with one shelf from beginning to
 * end, so a swap in between does not disturb it. Immutable.
 *
 * @param models loaded models by reference
 * @param active the one that serves whom no experiment gives another; null if there is none
 * @param popular the popularity to fall back on; null if there is none
 */
public record Shelf(
    Map<ModelReference, ServableModel> models, ServableModel active, ServableModel popular) {
  /** Nothing is loaded. */
  public static final Shelf EMPTY = new Shelf(Map.of(), null, null);

  public Shelf {
    models = Map.copyOf(models);
  }
}
