package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import io.holdfast.recommender.domain.CandidateSources;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioSettings.Fallback;
import io.holdfast.recommender.domain.ScenarioSettings.SourceShare;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Makes a list out of the sources that a scenario names. It says of itself what the model's part
 * says, or where that has nothing, the first part that has something. Thread-safe.
 */
@ApplicationScoped
class BlendSources implements CandidateSources {
  private final Map<String, CandidateSource> sources = new TreeMap<>();
  private final FallbackChain chain;

  BlendSources(@All List<CandidateSource> sources, FallbackChain chain) {
    sources.forEach(source -> this.sources.put(source.name(), source));
    this.chain = chain;
  }

  @Override
  public Set<String> names() {
    Set<String> names = new TreeSet<>(sources.keySet());
    names.add(ScenarioSettings.MODEL_SOURCE);
    return names;
  }

  /**
   * The list of a scenario.
   *
   * @param settings the scenario's
   * @param shelf what is loaded
   * @param model makes the model's list, with what stands in for it
   */
  FallbackChain.Ranked rank(
      ScenarioSettings settings,
      Shelf shelf,
      RankItems.Query query,
      Supplier<FallbackChain.Ranked> model) {
    if (settings.fromModelAlone()) {
      return model.get();
    }
    List<ShareOut.Part> parts = new ArrayList<>(settings.sources().size());
    FallbackChain.Ranked first = null;
    for (SourceShare share : settings.sources()) {
      boolean isModel = share.name().equals(ScenarioSettings.MODEL_SOURCE);
      Optional<FallbackChain.Ranked> ranked =
          isModel ? nonEmpty(model.get()) : rank(share.name(), shelf, query);
      if (ranked.isPresent()) {
        parts.add(new ShareOut.Part(share.share(), ranked.get().items()));
        first = first == null || isModel ? ranked.get() : first;
      }
    }
    if (first == null) {
      return fallback(shelf, query);
    }
    return new FallbackChain.Ranked(
        first.source(), first.model(), ShareOut.mix(parts, query.limit()));
  }

  /** A source that only another version of the service knows has nothing. */
  private Optional<FallbackChain.Ranked> rank(String name, Shelf shelf, RankItems.Query query) {
    CandidateSource source = sources.get(name);
    return source == null ? Optional.empty() : source.rank(shelf, query);
  }

  private static Optional<FallbackChain.Ranked> nonEmpty(FallbackChain.Ranked ranked) {
    return Optional.of(ranked).filter(list -> !list.items().isEmpty());
  }

  private FallbackChain.Ranked fallback(Shelf shelf, RankItems.Query query) {
    ServableModel popular = shelf.popular();
    Optional<List<ServedItem>> items =
        query.fallback() == Fallback.NONE || popular == null
            ? Optional.empty()
            : chain.attempt(popular, query);
    return items
        .map(list -> new FallbackChain.Ranked(Source.FALLBACK_POPULAR, popular.reference(), list))
        .orElseGet(() -> new FallbackChain.Ranked(Source.FALLBACK_EMPTY, null, List.of()));
  }
}
