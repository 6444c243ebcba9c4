package io.holdfast.recommender.strategy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The stages that are promises about the list that people see, whichever rankings it is mixed from:
 * what rests, how many of a category come, and what is pinned. A list of one ranking has them in
 * its {@link Pipeline}; whoever mixes rankings asks for them here. Immutable and thread-safe.
 */
public final class ListStages {
  /** The kind of the stage that lets items rest. */
  public static final String FATIGUE = Fatigue.KIND.name();

  /** The kind of the stage that bounds categories. */
  public static final String CAP = CategoryCap.KIND.name();

  /** The kind of the stage that sets pins. */
  public static final String PIN = Pin.KIND.name();

  private final Fatigue fatigue;
  private final CategoryCap cap;
  private final Promotions promotions;

  /** Each may be null. */
  private ListStages(Fatigue fatigue, CategoryCap cap, Promotions promotions) {
    this.fatigue = fatigue;
    this.cap = cap;
    this.promotions = promotions;
  }

  /** Those among some stages. */
  static ListStages among(List<Stage> stages) {
    return new ListStages(
        only(Fatigue.class, stages),
        only(CategoryCap.class, stages),
        only(Promotions.class, stages));
  }

  /** The only one of a type; null if there is none. */
  private static <S extends Stage> S only(Class<S> type, List<Stage> stages) {
    return stages.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return fatigue == null && cap == null && promotions == null;
  }

  /** Whether items may rest. */
  public boolean hasFatigue() {
    return fatigue != null;
  }

  /** Whether an item rests that was shown so often without an answer. */
  public boolean rests(int ignored) {
    return fatigue != null && fatigue.rests(ignored);
  }

  /** The cap on categories at the head of a list; empty if there is none. */
  public Optional<CategoryWindow> cap() {
    return Optional.ofNullable(cap).map(CategoryCap::window);
  }

  /** Whether places are pinned. */
  public boolean hasPins() {
    return promotions != null;
  }

  /**
   * The pinned items by place, in the order of places; without those that may not come.
   *
   * @param pool every candidate, distinct
   * @param limit how many items the list gets
   * @param retrieval brings in what is not in the pool
   */
  public Map<Integer, Candidate> promoted(List<Candidate> pool, int limit, Retrieval retrieval) {
    return promotions == null ? Map.of() : promotions.promoted(pool, limit, retrieval);
  }

  /**
   * A list with certain items at their places and the others, in their order, at the rest; an item
   * whose place lies beyond the end comes where it would without it, or last.
   *
   * @param list distinct items
   * @param promoted by place, distinct items, of the list or not
   * @param itemId an item's id
   */
  public static <T> List<T> placed(
      List<T> list, Map<Integer, T> promoted, Function<T, String> itemId) {
    return Promotions.placed(list, promoted, itemId);
  }
}
