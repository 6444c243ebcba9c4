package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
  record Placed(int part, ServedItem item) {}

  /**
   * The list: distinct items, positions from 0, scores those of the item's own ranking. A
   * propensity was that of another place and is left out.
   */
  static List<Placed> mix(List<Part> parts, int limit) {
    double total = parts.stream().mapToDouble(Part::share).sum();
    List<Side> sides = parts.stream().map(part -> new Side(part, total)).toList();
    List<Placed> list = new ArrayList<>(limit);
    Set<String> taken = new HashSet<>();
    while (list.size() < limit) {
      Side next = null;
      for (Side side : sides) {
        boolean further = next == null || side.lag(list.size()) > next.lag(list.size());
        if (side.skipTo(taken) && further) {
          next = side;
        }
      }
      if (next == null) {
        break;
      }
      ServedItem item = next.take();
      taken.add(item.itemId());
      ServedItem placed =
          new ServedItem(item.itemId(), list.size(), item.score(), null, item.team());
      list.add(new Placed(sides.indexOf(next), placed));
    }
    return List.copyOf(list);
  }

  /** A ranking, and how far down everything is taken. */
  private static final class Side {
    private final List<ServedItem> items;
    private final double share;
    private int from;
    private int placed;

    Side(Part part, double total) {
      this.items = part.items();
      this.share = part.share() / total;
    }

    /** Goes on to the best item that is not taken; false if there is none. */
    boolean skipTo(Set<String> taken) {
      while (from < items.size() && taken.contains(items.get(from).itemId())) {
        from++;
      }
      return from < items.size();
    }

    double lag(int places) {
      return share * (places + 1) - placed;
    }

    ServedItem take() {
      placed++;
      return items.get(from++);
    }
  }
}
