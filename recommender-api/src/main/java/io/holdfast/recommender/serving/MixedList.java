package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import io.holdfast.recommender.serving.ShareOut.Part;
import io.holdfast.recommender.serving.ShareOut.Placed;
import io.holdfast.recommender.strategy.CategoryWindow;
import io.holdfast.recommender.strategy.ListStages;
import io.holdfast.recommender.strategy.StageTrace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Mixes rankings by {@link ShareOut their shares} into the list that people see, and keeps what its
 * stages promise of that:
 *
 * <ol>
 *   <li>an item that rests does not come unless it is pinned, whichever ranking brings it; if too
 *       few others are left in all rankings together, the best resting ones come, last unless the
 *       cap leaves only them;
 *   <li>each place goes to an item that keeps the cap as long as any ranking has one: the best of
 *       the ranking whose turn it is, then the best of the others;
 *   <li>pinned items take their places of that list, whether a ranking brought them or not.
 * </ol>
 *
 * <p>O(limit · items · categories). Of one request; not thread-safe.
 */
final class MixedList {
  private final ListStages stages;
  private final int limit;
  private final Map<String, Integer> ignored;
  private final Function<String, int[]> categories;
  private final List<Part> parts;

  /**
   * What to mix.
   *
   * @param ignored how often each item was shown to the user without an answer
   * @param categories codes of an item's categories
   * @param parts the rankings, deep enough for what stages leave out
   */
  MixedList(
      ListStages stages,
      int limit,
      Map<String, Integer> ignored,
      Function<String, int[]> categories,
      List<Part> parts) {
    this.stages = stages;
    this.limit = limit;
    this.ignored = ignored;
    this.categories = categories;
    this.parts = List.copyOf(parts);
  }

  /**
   * The list: distinct items, positions from 0.
   *
   * @param pins finds the pinned items among all that were brought, or elsewhere
   */
  List<Placed> mix(Function<List<Placed>, Map<Integer, Placed>> pins) {
    return cut(pinned(capped(), pins));
  }

  /**
   * The same, and takes down what each stage did: from where in the mixed list without it to where
   * in the list with it.
   */
  List<Placed> mix(Function<List<Placed>, Map<Integer, Placed>> pins, StageTrace trace) {
    List<Placed> order = everything();
    if (stages.hasFatigue()) {
      order = noted(ListStages.FATIGUE, order, rested(everyItem(), ShareOut.Bound.NONE), trace);
    }
    if (stages.cap().isPresent()) {
      order = noted(ListStages.CAP, order, followed(capped(), order), trace);
    }
    if (stages.hasPins()) {
      order = noted(ListStages.PIN, order, pinned(order, pins), trace);
    }
    return cut(order);
  }

  private static List<Placed> noted(
      String kind, List<Placed> before, List<Placed> after, StageTrace trace) {
    trace.noteOrder(kind, ids(before), ids(after));
    return after;
  }

  /** All that the rankings brought, as if there were no stages. */
  private List<Placed> everything() {
    return ShareOut.mix(parts, everyItem());
  }

  private int everyItem() {
    return parts.stream().mapToInt(part -> part.items().size()).sum();
  }

  private List<Placed> capped() {
    return rested(
        limit, stages.cap().<ShareOut.Bound>map(CategoryBound::new).orElse(ShareOut.Bound.NONE));
  }

  private List<Placed> rested(int places, ShareOut.Bound bound) {
    if (!stages.hasFatigue()) {
      return ShareOut.mix(parts, List.of(), places, bound);
    }
    List<Part> awake = those(item -> !rests(item));
    Set<String> distinct = new HashSet<>();
    awake.forEach(part -> part.items().forEach(item -> distinct.add(item.itemId())));
    List<Placed> last = ShareOut.mix(those(this::rests), Math.max(0, limit - distinct.size()));
    return ShareOut.mix(awake, last, places, bound);
  }

  private boolean rests(ServedItem item) {
    return stages.rests(ignored.getOrDefault(item.itemId(), 0));
  }

  private List<Part> those(Predicate<ServedItem> some) {
    return parts.stream()
        .map(part -> new Part(part.share(), part.items().stream().filter(some).toList()))
        .toList();
  }

  private List<Placed> pinned(
      List<Placed> list, Function<List<Placed>, Map<Integer, Placed>> pins) {
    return stages.hasPins()
        ? ListStages.placed(list, pins.apply(everything()), placed -> placed.item().itemId())
        : list;
  }

  private List<Placed> cut(List<Placed> list) {
    List<Placed> cut = new ArrayList<>(limit);
    for (Placed placed : list.subList(0, Math.min(limit, list.size()))) {
      cut.add(placed.at(cut.size()));
    }
    return List.copyOf(cut);
  }

  /** A list, and behind it what is left of another. */
  private static List<Placed> followed(List<Placed> list, List<Placed> other) {
    Set<String> there = new HashSet<>(ids(list));
    List<Placed> followed = new ArrayList<>(list);
    other.stream().filter(placed -> !there.contains(placed.item().itemId())).forEach(followed::add);
    return followed;
  }

  private static List<String> ids(List<Placed> list) {
    return list.stream().map(placed -> placed.item().itemId()).toList();
  }

  /** The cap. */
  private final class CategoryBound implements ShareOut.Bound {
    private final CategoryWindow window;

    CategoryBound(CategoryWindow window) {
      this.window = window;
    }

    @Override
    public boolean fits(ServedItem item) {
      return window.fits(categories.apply(item.itemId()));
    }

    @Override
    public void add(ServedItem item) {
      window.add(categories.apply(item.itemId()));
    }
  }
}
