package io.holdfast.recommender.serving;

import io.holdfast.recommender.domain.CandidateSources;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioSettings.SourceShare;
import io.holdfast.recommender.strategy.StageTrace;
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
import java.util.stream.Collectors;

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
    List<FallbackChain.Ranked> rankings = new ArrayList<>(settings.sources().size());
    FallbackChain.Ranked first = null;
    for (SourceShare share : settings.sources()) {
      boolean isModel = share.name().equals(ScenarioSettings.MODEL_SOURCE);
      FallbackChain.Ranked ranked =
          isModel ? model.get() : rank(share.name(), shelf, query).orElse(null);
      if (ranked != null && !ranked.items().isEmpty()) {
        parts.add(new ShareOut.Part(share.share(), ranked.items()));
        rankings.add(ranked);
        first = first == null || isModel ? ranked : first;
      }
    }
    if (first == null) {
      return chain.rank(new Shelf(Map.of(), null, shelf.popular()), false, null, query);
    }
    List<ShareOut.Placed> mixed = ShareOut.mix(parts, query.limit());
    return new FallbackChain.Ranked(
        first.source(),
        first.model(),
        rankers(rankings, mixed),
        mixed.stream().map(ShareOut.Placed::item).toList(),
        first.trace());
  }

  private static List<Ranker> rankers(
      List<FallbackChain.Ranked> rankings, List<ShareOut.Placed> mixed) {
    List<Ranker> rankers = new ArrayList<>();
    for (int part = 0; part < rankings.size(); part++) {
      int one = part;
      Set<String> brought =
          mixed.stream()
              .filter(placed -> placed.part() == one)
              .map(placed -> placed.item().itemId())
              .collect(Collectors.toUnmodifiableSet());
      rankings.get(part).rankers().forEach(ranker -> rankers.add(ranker.bringing(brought)));
    }
    return rankers;
  }

  /**
   * The ranking of a source. What its stages do is noted apart from what the model's do, which are
   * those that are told. A source that only another version of the service knows has nothing.
   */
  private Optional<FallbackChain.Ranked> rank(String name, Shelf shelf, RankItems.Query query) {
    CandidateSource source = sources.get(name);
    Staging apart = query.staging().tracedBy(new StageTrace());
    return source == null ? Optional.empty() : source.rank(shelf, query.staged(apart));
  }
}
