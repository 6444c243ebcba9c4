package io.holdfast.recommender.strategy;

import io.holdfast.core.data.IdMap;
import io.holdfast.core.filter.Filter;
import io.holdfast.core.filter.ItemAttributes;
import io.holdfast.core.filter.ItemTable;
import io.holdfast.core.model.History;
import io.holdfast.recommender.domain.StrategySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A small catalogue and a ranking of it for stages to work on. Items are {@code a, b, c …}, with
 * scores n − 1, n − 2, … 0 unless told otherwise.
 */
final class Bench implements ItemFacts, Retrieval {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final ItemTable table = new ItemTable();
  private final List<Candidate> ranking = new ArrayList<>();
  private final Map<String, Candidate> further = new HashMap<>();
  private final PlaneModel model;
  private final Map<String, Integer> ignored = new HashMap<>();
  private final Map<String, Double> lifts = new HashMap<>();

  /** So many items, of which nothing is known. */
  Bench(int count) {
    this(new int[count], new float[count][2]);
  }

  /** Items with these counts of users and vectors. */
  Bench(int[] userCounts, float[][] vectors) {
    List<String> ids = IntStream.range(0, userCounts.length).mapToObj(Bench::id).toList();
    this.model = new PlaneModel(IdMap.of(ids), userCounts, vectors);
    for (int item = 0; item < userCounts.length; item++) {
      put(ids.get(item), List.of(), null);
      ranking.add(ranked(item, userCounts.length - 1.0 - item));
    }
  }

  static String id(int item) {
    return item < 26 ? String.valueOf((char) ('a' + item)) : "i" + item;
  }

  private Candidate ranked(int item, double score) {
    return Candidate.retrieved(item, table.number(id(item)), id(item), score);
  }

  /** The same items with these scores. */
  Bench scores(double... scores) {
    for (int item = 0; item < scores.length; item++) {
      ranking.set(item, ranked(item, scores[item]));
    }
    return this;
  }

  Bench put(String id, List<String> categories, Instant publishedAt) {
    table.put(
        id,
        new ItemAttributes(categories, List.of(), null, publishedAt, Map.of(), true, null, null));
    table.changed();
    return this;
  }

  Bench ignored(String id, int times) {
    ignored.put(id, times);
    return this;
  }

  Bench lift(String id, double lift) {
    lifts.put(id, lift);
    return this;
  }

  /** An item that may come, and that retrieval did not bring. */
  Bench further(String id) {
    put(id, List.of("further"), null);
    further.put(id, Candidate.retrieved(Candidate.UNKNOWN, table.number(id), id, -1));
    return this;
  }

  List<Candidate> apply(int limit, long seed, StageTrace trace, StrategySpec... specs) {
    return Strategies.pipeline(List.of(specs)).apply(ranking, situation(limit, seed), trace);
  }

  /** The ranking as it comes to be mixed. */
  List<Candidate> toBeMixed(int limit, long seed, StrategySpec... specs) {
    Pipeline ofRanking = Strategies.pipeline(List.of(specs)).ofRanking();
    return ofRanking.apply(ranking, situation(limit, seed), null);
  }

  private Situation situation(int limit, long seed) {
    return new Situation(
        model,
        History.empty(),
        this,
        this,
        ignored,
        id -> lifts.getOrDefault(id, 1.0),
        NOW,
        limit,
        seed);
  }

  /** The item's number. */
  int number(String id) {
    return table.number(id);
  }

  /** The ids of the list, one after the other. */
  String order(int limit, StrategySpec... specs) {
    return ids(apply(limit, 1, null, specs));
  }

  static String ids(List<Candidate> list) {
    return String.join(" ", list.stream().map(Candidate::itemId).toList());
  }

  static StrategySpec spec(String kind, Object... namesAndValues) {
    Map<String, Object> parameters = new HashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      parameters.put((String) namesAndValues[k], namesAndValues[k + 1]);
    }
    return new StrategySpec(kind, parameters);
  }

  @Override
  public int[] categories(int number) {
    return table.categories(number);
  }

  @Override
  public Instant publishedAt(int number) {
    return table.publishedAt(number);
  }

  @Override
  public IntPredicate passing(Filter filter, Instant at) {
    return table.select(filter, at)::contains;
  }

  @Override
  public Candidate named(String itemId) {
    return ranking.stream()
        .filter(each -> each.itemId().equals(itemId))
        .findFirst()
        .orElse(further.get(itemId));
  }

  @Override
  public List<Candidate> best(Filter filter, int count) {
    IntPredicate passing = passing(filter, NOW);
    List<Candidate> all = new ArrayList<>(ranking);
    all.addAll(further.values());
    return all.stream().filter(each -> passing.test(each.number())).limit(count).toList();
  }
}
