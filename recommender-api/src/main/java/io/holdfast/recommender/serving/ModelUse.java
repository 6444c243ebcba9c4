package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** When each model ranked last. Thread-safe. */
@ApplicationScoped
class ModelUse {
  private final Map<ModelReference, AtomicLong> last = new ConcurrentHashMap<>();

  /** The model is ranking now. Popularity that was counted from the log has no reference. */
  void used(ModelReference reference) {
    if (reference != null) {
      last.computeIfAbsent(reference, fresh -> new AtomicLong()).lazySet(System.nanoTime());
    }
  }

  /** When it ranked last, in nanoseconds of the system's own; the least there is if never. */
  long last(ModelReference reference) {
    AtomicLong known = last.get(reference);
    return known == null ? Long.MIN_VALUE : known.get();
  }

  /** Forgets all but those. */
  void retain(Set<ModelReference> references) {
    last.keySet().retainAll(references);
  }
}
