package io.holdfast.recommender.serving;

import io.holdfast.recommender.domain.CandidateSources;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioSettings.SourceShare;
import io.holdfast.recommender.strategy.ListStages;
import io.holdfast.recommender.strategy.StageTrace;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a list out of the sources that a scenario names: stages that order work on the ranking of
 * each, those that hold for what people see on the {@link MixedList mixed list}. It says of itself
 * what the model's part says, or where that has nothing, the first part that has something.
 * Thread-safe.
 */
@ApplicationScoped
class BlendSources implements CandidateSources {
  private final Map<String, CandidateSource> sources = new TreeMap<>();
  private final FallbackChain chain;
  private final CatalogueView catalogue;
  private final RankItems ranker;
  private final StrategySettings strategies;

  BlendSources(
      @All List<CandidateSource> sources,
      FallbackChain chain,
      CatalogueView catalogue,
      RankItems ranker,
      StrategySettings strategies) {
    sources.forEach(source -> this.sources.put(source.name(), source));
    this.chain = chain;
    this.catalogue = catalogue;
    this.ranker = ranker;
    this.strategies = strategies;
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
      Function<RankItems.Query, FallbackChain.Ranked> model) {
    if (settings.fromModelAlone()) {
      return model.apply(query);
    }
    ListStages stages = query.staging().pipeline().listStages();
    RankItems.Query ofRanking = query.staging().pipeline().isEmpty() ? query : ofRanking(query);
    List<Asked> asked = asked(settings, shelf, model);
    List<ShareOut.Part> parts = new ArrayList<>(asked.size());
    List<FallbackChain.Ranked> rankings = new ArrayList<>(asked.size());
    FallbackChain.Ranked first = null;
    for (Asked source : asked) {
      RankItems.Query apart = ofRanking.staged(ofRanking.staging().tracedBy(new StageTrace()));
      FallbackChain.Ranked ranked = source.rank(apart).orElse(FallbackChain.Ranked.NOTHING);
      if (!ranked.items().isEmpty()) {
        parts.add(new ShareOut.Part(source.share(), ranked.items()));
        rankings.add(ranked);
        first = first == null || source.isModel() ? ranked : first;
      }
    }
    if (first == null) {
      return chain.rank(new Shelf(Map.of(), null, shelf.popular()), false, null, query);
    }
    PinnedItems pins =
        new PinnedItems(
            query,
            catalogue,
            modelFirst(asked),
            rankings,
            itemId -> ranker.admitted(query).number(catalogue.number(itemId)));
    List<ShareOut.Placed> mixed =
        mixed(
            new MixedList(
                stages,
                query.limit(),
                query.staging().ignored(),
                itemId -> catalogue.categories(catalogue.number(itemId)),
                parts),
            pool -> pins.of(stages, pool),
            rankings,
            query.staging().trace());
    return new FallbackChain.Ranked(
        first.source(),
        first.model(),
        rankers(rankings, mixed),
        mixed.stream()
            .map(
                placed ->
                    placed.part() < parts.size()
                        ? placed.item().from(rankings.get(placed.part()).source().wire())
                        : placed.item())
            .toList(),
        query.staging().trace());
  }

  /** As deep as a list of one ranking looks, so that others come for what stages leave out. */
  private RankItems.Query ofRanking(RankItems.Query query) {
    Staging staging = query.staging();
    return query
        .withLimit(strategies.candidates(query.limit(), staging.ignored().size()))
        .staged(staging.ofRanking(query.limit()));
  }

  /** A source of a scenario that can be asked. */
  private record Asked(
      String name,
      double share,
      Function<RankItems.Query, Optional<FallbackChain.Ranked>> ranking) {

    Optional<FallbackChain.Ranked> rank(RankItems.Query query) {
      return ranking.apply(query);
    }

    boolean isModel() {
      return name.equals(ScenarioSettings.MODEL_SOURCE);
    }
  }

  /** A scenario's sources but those that only another version of the service knows. */
  private List<Asked> asked(
      ScenarioSettings settings,
      Shelf shelf,
      Function<RankItems.Query, FallbackChain.Ranked> model) {
    List<Asked> asked = new ArrayList<>(settings.sources().size());
    for (SourceShare share : settings.sources()) {
      CandidateSource source = sources.get(share.name());
      if (share.name().equals(ScenarioSettings.MODEL_SOURCE)) {
        asked.add(new Asked(share.name(), share.share(), model.andThen(Optional::of)));
      } else if (source != null) {
        asked.add(new Asked(share.name(), share.share(), query -> source.rank(shelf, query)));
      }
    }
    return asked;
  }

  private static List<Function<RankItems.Query, Optional<FallbackChain.Ranked>>> modelFirst(
      List<Asked> asked) {
    return asked.stream()
        .sorted(Comparator.comparing(Asked::isModel).reversed())
        .map(Asked::ranking)
        .toList();
  }

  /** The list; if somebody asks, with what its ranking's stages and its own did to each item. */
  private static List<ShareOut.Placed> mixed(
      MixedList list,
      Function<List<ShareOut.Placed>, Map<Integer, ShareOut.Placed>> pins,
      List<FallbackChain.Ranked> rankings,
      StageTrace trace) {
    if (trace == null) {
      return list.mix(pins);
    }
    StageTrace ofList = new StageTrace();
    List<ShareOut.Placed> mixed = list.mix(pins, ofList);
    for (ShareOut.Placed placed : mixed) {
      String itemId = placed.item().itemId();
      StageTrace ofRanking = rankings.get(placed.part()).trace();
      if (ofRanking != null) {
        trace.take(ofRanking, itemId);
      }
      trace.take(ofList, itemId);
    }
    return mixed;
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
}
