package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Mixes two rankings as two captains draft players: in every round a coin says who picks first, and
 * each picks the best item of its own ranking that is not taken.
 *
 * <p>Radlinski, Kurup and Joachims, "How Does Clickthrough Data Reflect Retrieval Quality?", CIKM
 * 2008, Algorithm 2, cut at a number of items. Their mix ends when one ranking has nothing left;
 * here what is left of the other follows, without a team, because nothing competes with it.
 *
 * <p>The coins come from {@link Random}, whose sequence the JDK specifies, seeded by the request's
 * id: a logged list can be made again. Stateless.
 */
final class TeamDraft {
  private TeamDraft() {}

  /**
   * A ranking and whose it is.
   *
   * @param team the variant's name
   * @param items best first, distinct
   */
  record Ranking(String team, List<ServedItem> items) {}

  /**
   * The mix: distinct items, positions from 0, scores those of the item's own ranking. It has no
   * propensities: those of a ranking are not the mix's, and teams give the credit.
   *
   * @param limit the most items
   * @param requestId seeds the coins
   */
  static List<ServedItem> mix(Ranking one, Ranking other, int limit, UUID requestId) {
    Random coins =
        new Random(requestId.getMostSignificantBits() ^ requestId.getLeastSignificantBits());
    Mix mix = new Mix(limit);
    Captain first = new Captain(one, mix.taken);
    Captain second = new Captain(other, mix.taken);
    while (first.best() != null && second.best() != null) {
      boolean firstBegins = coins.nextBoolean();
      mix.add((firstBegins ? first : second).best(), (firstBegins ? one : other).team());
      mix.add((firstBegins ? second : first).best(), (firstBegins ? other : one).team());
      if (mix.isFull()) {
        break;
      }
    }
    for (Captain left : List.of(first, second)) {
      while (left.best() != null && !mix.isFull()) {
        mix.add(left.best(), null);
      }
    }
    return List.copyOf(mix.items);
  }

  /** What was drafted. */
  private static final class Mix {
    private final int limit;
    private final List<ServedItem> items = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    Mix(int limit) {
      this.limit = limit;
    }

    boolean isFull() {
      return items.size() >= limit;
    }

    /** Nothing, if there is no such item or no room. */
    void add(ServedItem item, String team) {
      if (item != null && !isFull()) {
        taken.add(item.itemId());
        items.add(new ServedItem(item.itemId(), items.size(), item.score(), null, team));
      }
    }
  }

  /** One side of the draft, and how far down its ranking everything is taken. */
  private static final class Captain {
    private final List<ServedItem> ranking;
    private final Set<String> taken;
    private int from;

    Captain(Ranking ranking, Set<String> taken) {
      this.ranking = ranking.items();
      this.taken = taken;
    }

    /** The best item that is not taken; null if there is none. */
    ServedItem best() {
      while (from < ranking.size() && taken.contains(ranking.get(from).itemId())) {
        from++;
      }
      return from < ranking.size() ? ranking.get(from) : null;
    }
  }
}
