package io.holdfast.recommender.popularity;

import io.holdfast.recommender.domain.PopularityCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was popular and rising at a moment. Immutable.
 *
 * @param countedAt the moment
 * @param windows the counts of each window
 * @param rising the items that gained users faster than before
 */
public record PopularitySnapshot(
    Instant countedAt, Map<Window, WindowCounts> windows, RisingItems rising) {
  public PopularitySnapshot {
    windows = Map.copyOf(windows);
  }

  /** Collects counts. Not thread-safe. */
  static final class Builder {
    private final Instant now;
    private final List<Window> windows;
    private final List<PopularityCounts.Period> periods = new ArrayList<>();
    private final Map<Window, WindowCounts.Builder> counts = new TreeMap<>();
    private final RisingItems.Builder rising = new RisingItems.Builder();

    Builder(PopularitySettings settings, Instant now) {
      this.now = now;
      this.windows = List.copyOf(settings.windows());
      for (Window window : windows) {
        periods.add(new PopularityCounts.Period(now.minus(window.length()), null));
        counts.put(window, new WindowCounts.Builder());
      }
      Instant recent = now.minus(settings.recent());
      periods.add(new PopularityCounts.Period(recent, null));
      periods.add(new PopularityCounts.Period(recent.minus(settings.before()), recent));
    }

    /** What is to be read: the windows, what is recent, and what was before. */
    List<PopularityCounts.Period> periods() {
      return periods;
    }

    void add(PopularityCounts.Count count) {
      long[] users = count.users();
      for (int window = 0; window < windows.size(); window++) {
        counts.get(windows.get(window)).add(count.itemId(), count.segment(), users[window]);
      }
      rising.add(count.itemId(), users[windows.size()], users[windows.size() + 1]);
    }

    PopularitySnapshot build() {
      Map<Window, WindowCounts> built = new TreeMap<>();
      counts.forEach((window, builder) -> built.put(window, builder.build()));
      return new PopularitySnapshot(now, built, rising.build());
    }
  }
}
