package io.holdfast.recommender.popularity;

import io.holdfast.core.data.IdMap;
import java.util.ArrayList;
import java.util.List;

/**
 * The items that gain users faster than before, see {@link RateRatios}.
 *
 * @param items those whose ratio's lower bound is above 1
 * @param ratios the bounds
 * @param users how many users each had of late
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record RisingItems(IdMap items, float[] ratios, int[] users) {

  /** Collects counts. Not thread-safe. */
  static final class Builder {
    private final List<String> ids = new ArrayList<>();
    private final List<int[]> counts = new ArrayList<>();

    /** Adds users of an item; those of one item come one after the other. */
    void add(String itemId, long recent, long before) {
      if (recent == 0 && before == 0) {
        return;
      }
      if (ids.isEmpty() || !ids.getLast().equals(itemId)) {
        ids.add(itemId);
        counts.add(new int[2]);
      }
      int[] sums = counts.getLast();
      sums[0] = (int) Math.min(sums[0] + recent, Integer.MAX_VALUE);
      sums[1] = (int) Math.min(sums[1] + before, Integer.MAX_VALUE);
    }

    RisingItems build() {
      int[] recent = counts.stream().mapToInt(sums -> sums[0]).toArray();
      int[] before = counts.stream().mapToInt(sums -> sums[1]).toArray();
      RateRatios ratios = RateRatios.fit(recent, before);
      List<String> rising = new ArrayList<>();
      List<Float> bounds = new ArrayList<>();
      List<Integer> users = new ArrayList<>();
      for (int item = 0; ratios != null && item < recent.length; item++) {
        double bound =
            ratios.mayRise(recent[item], before[item])
                ? ratios.lowerBound(recent[item], before[item])
                : 0;
        if (bound > 1) {
          rising.add(ids.get(item));
          bounds.add((float) bound);
          users.add(recent[item]);
        }
      }
      float[] bound = new float[bounds.size()];
      for (int item = 0; item < bound.length; item++) {
        bound[item] = bounds.get(item);
      }
      return new RisingItems(
          IdMap.of(rising), bound, users.stream().mapToInt(Integer::intValue).toArray());
    }
  }
}
