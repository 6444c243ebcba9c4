package io.holdfast.contracts.log;

import io.holdfast.contracts.event.EventKind;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of the log is read.
 *
 * @param kinds which events; at least one
 * @param servedItems whether a {@code RecommendationServed} is read with its list. Without it, its
 *     items are empty unless two rankings were interleaved: they are most of a row, and who asks
 *     who saw which variant, or which of two rankings brought an item, needs no others
 */
public record LogSelection(Set<EventKind> kinds, boolean servedItems) {

  /**
   * Copies the kinds.
   *
   * @throws IllegalArgumentException if there is none
   */
  public LogSelection {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kind of event is asked for");
    }
    kinds = Set.copyOf(kinds);
  }

  /** Whole events of these kinds. */
  public static LogSelection whole(Set<EventKind> kinds) {
    return new LogSelection(kinds, true);
  }

  /** Events of these kinds, served lists without their items unless they were interleaved. */
  public static LogSelection withoutItems(Set<EventKind> kinds) {
    return new LogSelection(kinds, false);
  }

  boolean holds(EventKind kind) {
    return kinds.contains(kind);
  }

  /** The names of the kinds that share one table, as it stores them. */
  String[] otherKinds() {
    return names(kind -> kind != EventKind.INTERACTION && kind != EventKind.RECOMMENDATION_SERVED);
  }

  /** The names of all kinds, as the log stores them. */
  String[] kindNames() {
    return names(kind -> true);
  }

  private String[] names(Predicate<EventKind> which) {
    return kinds.stream().filter(which).map(EventKind::wire).sorted().toArray(String[]::new);
  }
}
