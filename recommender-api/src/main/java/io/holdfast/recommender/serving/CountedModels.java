package io.holdfast.recommender.serving;

import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.popular.PopularModel;
import io.holdfast.recommender.popularity.FollowPopularity;
import io.holdfast.recommender.popularity.PopularitySettings;
import io.holdfast.recommender.popularity.PopularitySnapshot;
import io.holdfast.recommender.popularity.RisingItems;
import io.holdfast.recommender.popularity.Window;
import io.holdfast.recommender.popularity.WindowCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is popular and what rises as rankings, so that filters and exclusions hold for them as for
 * any model. Made when they are first asked for, and kept until the log was counted again, {@value
 * #KEPT} at most. Thread-safe.
 */
@ApplicationScoped
class CountedModels {
  private static final int KEPT = 64;

  private final FollowPopularity popularity;
  private final PopularitySettings settings;
  private final CatalogueView catalogue;
  private volatile Made made = new Made(null, Map.of());

  CountedModels(FollowPopularity popularity, PopularitySettings settings, CatalogueView catalogue) {
    this.popularity = popularity;
    this.settings = settings;
    this.catalogue = catalogue;
  }

  private record Key(Window window, Map<String, String> segment) {
    private static final Key RISING = new Key(null, Map.of());
  }

  private record Made(PopularitySnapshot of, Map<Key, Optional<ServableModel>> models) {}

  /** The popularity in a window; empty if nobody had anything, or the log was not counted yet. */
  Optional<ServableModel> popular(Window window) {
    return find(new Key(window, Map.of()));
  }

  /**
   * The popularity among users of a segment, smoothed by that among all.
   *
   * @param segment the values by name, the most general first
   * @return empty if the segment is empty, or nobody of it had anything
   */
  Optional<ServableModel> popular(Window window, Map<String, String> segment) {
    return segment.isEmpty() ? Optional.empty() : find(new Key(window, segment));
  }

  /** What rises, by how much; empty if nothing does, or the log was not counted yet. */
  Optional<ServableModel> rising() {
    return find(Key.RISING);
  }

  private Optional<ServableModel> find(Key key) {
    PopularitySnapshot now = popularity.latest().orElse(null);
    if (now == null) {
      return Optional.empty();
    }
    Made known = made;
    if (known.of() != now) {
      known = new Made(now, new ConcurrentHashMap<>());
      made = known;
    }
    Optional<ServableModel> model = known.models().get(key);
    if (model == null) {
      model = make(now, key);
      if (known.models().size() < KEPT) {
        known.models().put(key, model);
      }
    }
    return model;
  }

  private Optional<ServableModel> make(PopularitySnapshot from, Key key) {
    if (key.equals(Key.RISING)) {
      RisingItems rising = from.rising();
      return servable(rising.items(), rising.users(), rising.ratios());
    }
    WindowCounts counts = from.windows().get(key.window());
    if (counts == null) {
      return Optional.empty();
    }
    int[] users = counts.users();
    float[] scores = new float[users.length];
    if (key.segment().isEmpty()) {
      for (int item = 0; item < scores.length; item++) {
        scores[item] = users[item];
      }
      return servable(counts.items(), users, scores);
    }
    return counts
        .shares(key.segment(), settings.segmentPrior())
        .flatMap(
            shares -> {
              for (int item = 0; item < scores.length; item++) {
                scores[item] = (float) shares[item];
              }
              return servable(counts.items(), users, scores);
            });
  }

  private Optional<ServableModel> servable(IdMap items, int[] users, float[] scores) {
    return items.size() == 0
        ? Optional.empty()
        : Optional.of(
            new ServableModel(
                null, null, PopularModel.of(items, users, scores), catalogue.numbers(items)));
  }
}
