package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Shares the places of a list out among rankings. Each place goes to the ranking that lies furthest
 * behind its share: with p places given, and a share w of all shares, the one with the largest w·(p
 * + 1) − (what it has), the earlier one of two; it brings its best item that is not there yet. A
 * ranking with nothing left leaves its places to the others, so the list is short only where all
 * rankings together are. Stateless.
 */
final class ShareOut {
  private ShareOut() {}

  /**
   * A ranking and its part.
   *
   * @param share relative to the others', above 0
   * @param items best first, distinct
   */
  record Part(double share, List<ServedItem> items) {}

  /** An item in its place, and the number of the part that brought it. */
  record Placed(int part, ServedItem item) {

    /** The same at that place. */
    Placed at(int position) {
      return new Placed(
          part, new ServedItem(item.itemId(), position, item.score(), null, item.team()));
    }
  }

  /** What a list asks of the item of its next place. */
  interface Bound {
    /** Asks nothing. */
    Bound NONE =
        new Bound() {
          @Override
          public boolean fits(ServedItem item) {
            return true;
          }

          @Override
          public void add(ServedItem item) {}
        };

    /** Whether an item may have the next place. */
    boolean fits(ServedItem item);

    /** An item got the next place. */
    void add(ServedItem item);
  }

  /**
   * The list: distinct items, positions from 0, scores those of the item's own ranking. A
   * propensity was that of another place and is left out.
   */
  static List<Placed> mix(List<Part> parts, int limit) {
    return mix(parts, List.of(), limit, Bound.NONE);
  }

  /**
   * The list whose items fit. Where the best item of a ranking does not, its next one that fits
   * comes, then one of the ranking that is next furthest behind, then one of the last items; where
   * nothing fits, the place goes to the item that it would go to without the bound.
   *
   * @param last comes, in this order, where rankings have nothing left; none of their items
   */
  static List<Placed> mix(List<Part> parts, List<Placed> last, int limit, Bound bound) {
    double total =
        parts.stream().filter(part -> !part.items().isEmpty()).mapToDouble(Part::share).sum();
    List<Side> sides =
        IntStream.range(0, parts.size())
            .mapToObj(part -> Side.of(part, parts.get(part), total))
            .toList();
    Side end = new Side(0, last);
    List<Placed> list = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    while (list.size() < limit) {
      List<Side> asked = furthestBehindFirst(sides, list.size());
      asked.add(end);
      Placed next = take(asked, taken, bound::fits);
      if (next == null) {
        next = take(asked, taken, anything -> true);
      }
      if (next == null) {
        break;
      }
      taken.add(next.item().itemId());
      bound.add(next.item());
      list.add(next.at(list.size()));
    }
    return List.copyOf(list);
  }

  private static List<Side> furthestBehindFirst(List<Side> sides, int places) {
    List<Side> asked = new ArrayList<>(sides);
    asked.sort(Comparator.comparingDouble((Side side) -> side.lag(places)).reversed());
    return asked;
  }

  /** The item of the first side that has one; null if none has. */
  private static Placed take(List<Side> asked, Set<String> taken, Predicate<ServedItem> admitted) {
    for (Side side : asked) {
      Placed item = side.best(taken, admitted);
      if (item != null) {
        side.placed++;
        return item;
      }
    }
    return null;
  }

  /** A ranking, and how far down everything is taken. */
  private static final class Side {
    private final double share;
    private final List<Placed> items;
    private int from;
    private int placed;

    Side(double share, List<Placed> items) {
      this.share = share;
      this.items = items;
    }

    static Side of(int number, Part part, double total) {
      List<Placed> items = part.items().stream().map(item -> new Placed(number, item)).toList();
      return new Side(part.share() / total, items);
    }

    double lag(int places) {
      return share * (places + 1) - placed;
    }

    /** The best item that is not taken and admitted; null if there is none. */
    Placed best(Set<String> taken, Predicate<ServedItem> admitted) {
      while (from < items.size() && taken.contains(items.get(from).item().itemId())) {
        from++;
      }
      for (int at = from; at < items.size(); at++) {
        ServedItem item = items.get(at).item();
        if (!taken.contains(item.itemId()) && admitted.test(item)) {
          return items.get(at);
        }
      }
      return null;
    }
  }
}
