package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.recommender.domain.ScenarioSettings.Fallback;
import io.holdfast.recommender.popularity.PopularitySettings;
import io.holdfast.recommender.strategy.StageTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Variant's model → active model → popularity in the segment of a new user → popularity → nothing;
 * neither popularity if the scenario wants none. A link is passed over when its model is not
 * loaded, has nothing to say about the taste, fails, or leaves no item. Thread-safe.
 */
@ApplicationScoped
class FallbackChain {
  private static final Logger LOG = Logger.getLogger(FallbackChain.class);

  private final RankItems ranker;
  private final CountedModels counted;
  private final PopularitySettings popularity;
  private final ModelUse use;

  FallbackChain(
      RankItems ranker, CountedModels counted, PopularitySettings popularity, ModelUse use) {
    this.ranker = ranker;
    this.counted = counted;
    this.popularity = popularity;
    this.use = use;
  }

  private record Link(Source source, ServableModel model) {}

  /**
   * A list and where it came from.
   *
   * @param source the link that made it
   * @param model the model that ranked; null if none did, or popularity counted from the log
   * @param rankers the models that brought its items: one, two where they are mixed, or none
   * @param items in order
   * @param trace what strategies did to each item; null if nobody asked
   */
  record Ranked(
      Source source,
      ModelReference model,
      List<Ranker> rankers,
      List<ServedItem> items,
      StageTrace trace) {
    static final Ranked NOTHING =
        new Ranked(Source.FALLBACK_EMPTY, null, List.of(), List.of(), null);

    /** The same list; if it came from where it was meant to, it says what it had to do without. */
    Ranked without(Source missing) {
      return source.isAsMeant() ? new Ranked(missing, model, rankers, items, trace) : this;
    }
  }

  /**
   * The first list that a link makes.
   *
   * @param shelf what is loaded
   * @param wanted whether a certain model was asked for, by an experiment or a preview
   * @param asked that model; null if it is not loaded, or none was asked for
   */
  Ranked rank(Shelf shelf, boolean wanted, ServableModel asked, RankItems.Query query) {
    for (Link link : links(shelf, wanted, asked, query)) {
      Optional<List<ServedItem>> items = attempt(link.model(), query);
      if (items.isPresent()) {
        return new Ranked(
            link.source(),
            link.model().reference(),
            List.of(Ranker.of(link.model())),
            items.get(),
            query.staging().trace());
      }
    }
    return Ranked.NOTHING;
  }

  /**
   * Popularity at once, when there is no time for anything else.
   *
   * @param source why
   */
  Ranked standIn(Shelf shelf, Source source, RankItems.Query query) {
    ServableModel popular = shelf.popular();
    if (popular == null) {
      return Ranked.NOTHING;
    }
    return attempt(popular, query.staged(Staging.NONE))
        .map(
            items ->
                new Ranked(source, popular.reference(), List.of(Ranker.of(popular)), items, null))
        .orElse(Ranked.NOTHING);
  }

  private List<Link> links(
      Shelf shelf, boolean wanted, ServableModel asked, RankItems.Query query) {
    List<Link> links = new ArrayList<>(4);
    if (asked != null) {
      links.add(new Link(Source.MODEL, asked));
    }
    if (shelf.active() != null && !shelf.active().equals(asked)) {
      links.add(new Link(wanted ? Source.FALLBACK_ACTIVE_MODEL : Source.MODEL, shelf.active()));
    }
    if (query.fallback() == Fallback.POPULAR) {
      addPopularity(shelf, query.taste(), links);
    }
    return links;
  }

  private void addPopularity(Shelf shelf, Taste taste, List<Link> links) {
    counted
        .popular(popularity.longest(), taste.segment())
        .ifPresent(segment -> links.add(new Link(Source.COLD_START_SEGMENT, segment)));
    if (shelf.popular() != null) {
      links.add(new Link(Source.FALLBACK_POPULAR, shelf.popular()));
    }
  }

  /** The model's list; empty if it fails, which is logged, or has none. */
  Optional<List<ServedItem>> attempt(ServableModel model, RankItems.Query query) {
    use.used(model.reference());
    try {
      return ranker.rank(model, query);
    } catch (RuntimeException e) {
      LOG.errorf(e, "model %s failed to rank; the next one does", model.reference());
      return Optional.empty();
    }
  }
}
