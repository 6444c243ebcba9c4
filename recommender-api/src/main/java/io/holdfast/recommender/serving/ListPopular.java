package io.holdfast.recommender.serving;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.core.filter.Filter;
import io.holdfast.recommender.popularity.PopularitySettings;
import io.holdfast.recommender.popularity.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The most popular items, the same for everybody or for everybody of a segment. Thread-safe. */
@ApplicationScoped
public class ListPopular {
  private final ModelShelf shelf;
  private final CountedModels counted;
  private final Segments segments;
  private final RankItems ranker;
  private final PopularitySettings settings;
  private final Clock clock;

  ListPopular(
      ModelShelf shelf,
      CountedModels counted,
      Segments segments,
      RankItems ranker,
      PopularitySettings settings,
      Clock clock) {
    this.shelf = shelf;
    this.counted = counted;
    this.segments = segments;
    this.ranker = ranker;
    this.settings = settings;
    this.clock = clock;
  }

  /** Who told what is popular. */
  public enum Source {
    /** A model. */
    MODEL("model"),
    /** The log's counts. */
    COUNTED("counted"),
    /** The log's counts of a segment, smoothed by those of everybody. */
    COUNTED_SEGMENT("counted-segment");

    private final String wire;

    Source(String wire) {
      this.wire = wire;
    }

    /** The name on the wire. */
    public String wire() {
      return wire;
    }
  }

  /**
   * The list.
   *
   * @param source who told what is popular
   * @param model the model that did; null if it was counted from the log
   * @param window how far back was counted; null if a model told it
   * @param segment whose popularity it is; empty for everybody's
   * @param items in order; empty if nothing is known yet
   */
  public record Popular(
      Source source,
      ModelReference model,
      Window window,
      Map<String, String> segment,
      List<ServedItem> items) {}

  /**
   * The most popular items. Without a window and a segment, by the model that tells popularity if
   * there is one; the longest window if only the segment is asked for.
   *
   * @param limit how many
   * @param filter what an item must be like; null for anything
   * @param window one of those that are counted; null if it does not matter
   * @param context whose popularity is asked for; what segments do not go by is not looked at
   */
  public Popular list(int limit, Filter filter, Window window, Map<String, Object> context) {
    RankItems.Query query = RankItems.Query.forEverybody(filter, Set.of(), clock.now(), limit);
    Map<String, String> segment = segments.of(context);
    if (window == null && segment.isEmpty()) {
      return byModel(query);
    }
    Window counts = window == null ? settings.longest() : window;
    Optional<ServableModel> inside = counted.popular(counts, segment);
    return new Popular(
        inside.isPresent() ? Source.COUNTED_SEGMENT : Source.COUNTED,
        null,
        counts,
        inside.isPresent() ? segment : Map.of(),
        inside
            .or(() -> counted.popular(counts))
            .flatMap(popular -> ranker.rank(popular, query))
            .orElse(List.of()));
  }

  private Popular byModel(RankItems.Query query) {
    ServableModel popular = shelf.shelf().popular();
    if (popular == null) {
      return new Popular(Source.COUNTED, null, null, Map.of(), List.of());
    }
    return new Popular(
        popular.reference() == null ? Source.COUNTED : Source.MODEL,
        popular.reference(),
        null,
        Map.of(),
        ranker.rank(popular, query).orElse(List.of()));
  }
}
