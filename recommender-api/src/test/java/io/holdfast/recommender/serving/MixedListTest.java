package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.ServedItem;
import io.holdfast.core.filter.Filter;
import io.holdfast.core.model.History;
import io.holdfast.recommender.domain.StrategySpec;
import io.holdfast.recommender.serving.ShareOut.Part;
import io.holdfast.recommender.serving.ShareOut.Placed;
import io.holdfast.recommender.strategy.Candidate;
import io.holdfast.recommender.strategy.ItemFacts;
import io.holdfast.recommender.strategy.ListStages;
import io.holdfast.recommender.strategy.Pipeline;
import io.holdfast.recommender.strategy.Retrieval;
import io.holdfast.recommender.strategy.Situation;
import io.holdfast.recommender.strategy.StageEffect;
import io.holdfast.recommender.strategy.StageTrace;
import io.holdfast.recommender.strategy.Strategies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists worked out by hand, and drawn ones beside a naive definition of a mixed list. */
class MixedListTest {
  private static final int UNIVERSE = 30;

  /** Upper-case letters are of the category 1, digits of 2, others of none. */
  private static int[] byLetter(String id) {
    char letter = id.charAt(0);
    if (Character.isUpperCase(letter)) {
      return new int[] {1};
    }
    return Character.isDigit(letter) ? new int[] {2} : new int[0];
  }

  @Test
  void aCapHoldsOverAllRankings() {
    // Without the cap: A X b Y C z. The second ranking's next one that fits is z.
    assertThat(mix(6, stages(), letters(1, "AbC"), letters(1, "XYz"))).isEqualTo("AXbYCz");
    assertThat(mix(4, stages(cap(1)), letters(1, "AbC"), letters(1, "XYz"))).isEqualTo("AzbX");
  }

  @Test
  void whereARankingHasNothingThatFitsTheOthersTakeItsPlaces() {
    assertThat(mix(4, stages(cap(2)), letters(1, "abcd"), letters(1, "WXYZ"))).isEqualTo("aWbX");
    assertThat(mix(5, stages(cap(1)), letters(1, "abcd"), letters(1, "WXYZ"))).isEqualTo("aWbcd");
    // One who has nothing to give gets what it is behind as soon as something fits again.
    assertThat(mix(6, stages(cap(1, 3)), letters(1, "abcdef"), letters(1, "UVWXYZ")))
        .isEqualTo("aUbcVd");
  }

  @Test
  void aCapGivesWayBeforeAPlaceStaysEmpty() {
    assertThat(mix(5, stages(cap(1)), letters(1, "AB"), letters(1, "X1"))).isEqualTo("A1BX");
  }

  @Test
  void whatRestsComesThroughNoRanking() {
    ListStages fatigue = stages(spec("fatigue", Map.of("times", 2)));
    Map<String, Integer> shown = Map.of("a", 2, "y", 3, "b", 1);
    List<Part> parts = List.of(letters(1, "abc"), letters(1, "ayz"));
    assertThat(ids(list(fatigue, 3, shown, parts).mix(none()))).isEqualTo("bzc");
    assertThat(ids(list(fatigue, 4, shown, parts).mix(none()))).isEqualTo("bzca");
    assertThat(ids(list(fatigue, 9, shown, parts).mix(none()))).isEqualTo("bzcay");
  }

  @Test
  void pinsStandAtTheirPlacesOfTheList() {
    ListStages pins = stages(pin(0, "q"), pin(3, "a"), pin(8, "x"));
    MixedList list = list(pins, 5, Map.of(), List.of(letters(1, "abc"), letters(1, "xyz")));
    Placed brought = new Placed(2, item("q", 7.5));
    List<Placed> mixed =
        list.mix(
            pool -> {
              assertThat(ids(pool)).isEqualTo("axbycz");
              return new LinkedHashMap<>(Map.of(0, brought, 3, pool.getFirst()));
            });
    assertThat(ids(mixed)).isEqualTo("qxbay");
    assertThat(mixed).extracting(Placed::part).containsExactly(2, 1, 0, 0, 1);
    assertThat(mixed.getFirst().item()).isEqualTo(item("q", 7.5));
    assertThat(mixed.stream().map(each -> each.item().position())).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void whatEachStageDidIsToldOfTheMixedList() {
    ListStages stages = stages(spec("fatigue", Map.of("times", 2)), cap(1), pin(0, "c"));
    MixedList list = list(stages, 4, Map.of("a", 2), List.of(letters(1, "aBc"), letters(1, "Xyz")));
    StageTrace trace = new StageTrace();
    // As rankings bring them: a X B y c z; without a: B X c y z; one upper-case letter: B y c z.
    List<Placed> mixed = list.mix(pool -> Map.of(0, named(pool, "c")), trace);
    assertThat(ids(mixed)).isEqualTo("cByz");
    assertThat(mixed).isEqualTo(list.mix(pool -> Map.of(0, named(pool, "c"))));
    assertThat(trace.effects("B"))
        .containsExactly(new StageEffect("fatigue", 2, 0), new StageEffect("pin", 0, 1));
    assertThat(trace.effects("y"))
        .containsExactly(new StageEffect("category-cap", 3, 1), new StageEffect("pin", 1, 2));
    assertThat(trace.effects("c"))
        .containsExactly(new StageEffect("fatigue", 4, 2), new StageEffect("pin", 2, 0));
  }

  static IntStream seeds() {
    return IntStream.range(0, 600);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void drawnListsAreThoseOfTheNaiveDefinition(int seed) {
    Drawn drawn = new Drawn(new Random(seed), 1 + seed % 4);
    MixedList list =
        list(drawn.stages(), drawn.limit, drawn.shown, drawn.parts, drawn.categories::get);
    List<Placed> mixed = list.mix(drawn::pinned);
    List<String> ids = mixed.stream().map(placed -> placed.item().itemId()).toList();
    assertThat(ids).isEqualTo(drawn.naive());
    assertThat(list.mix(drawn::pinned, new StageTrace())).isEqualTo(mixed);
    Set<String> all = drawn.all();
    all.addAll(drawn.pins.values());
    assertThat(ids).hasSize(Math.min(drawn.limit, all.size())).doesNotHaveDuplicates();
    drawn.pins.forEach(
        (place, id) -> {
          if (place < ids.size()) {
            assertThat(ids.get(place)).isEqualTo(id);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aListOfOneRankingIsThatOfItsPipeline(int seed) {
    Drawn drawn = new Drawn(new Random(seed), 1);
    List<Placed> mixed =
        list(drawn.stages(), drawn.limit, drawn.shown, drawn.parts, drawn.categories::get)
            .mix(drawn::pinned);
    List<Candidate> candidates =
        drawn.parts.getFirst().items().stream()
            .map(item -> drawn.candidate(item.itemId(), item.score()))
            .toList();
    Situation situation =
        new Situation(
            null,
            History.empty(),
            drawn,
            drawn,
            drawn.shown,
            id -> 1,
            Instant.EPOCH,
            drawn.limit,
            seed);
    assertThat(mixed.stream().map(placed -> placed.item().itemId()))
        .containsExactlyElementsOf(
            drawn.pipeline().apply(candidates, situation, null).stream()
                .map(Candidate::itemId)
                .toList());
  }

  /** Rankings, stages and a catalogue, drawn. */
  private static final class Drawn implements ItemFacts, Retrieval {
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, int[]> categories = new HashMap<>();
    private final Map<String, Integer> shown = new HashMap<>();
    private final Map<Integer, String> pins = new LinkedHashMap<>();
    private final int limit;
    private final boolean fatigue;
    private final int most;
    private final int within;

    Drawn(Random random, int rankings) {
      limit = 1 + random.nextInt(15);
      fatigue = random.nextBoolean();
      most = 1 + random.nextInt(3);
      within = Math.max(2, most + random.nextInt(8));
      for (int item = 0; item < UNIVERSE; item++) {
        int[] some = IntStream.range(0, 4).filter(c -> random.nextInt(3) == 0).toArray();
        categories.put("i" + item, some);
        if (random.nextInt(4) == 0) {
          shown.put("i" + item, random.nextInt(6));
        }
      }
      for (int part = 0; part < rankings; part++) {
        double share = 0.05 + random.nextDouble();
        List<ServedItem> items =
            random
                .ints(0, UNIVERSE)
                .distinct()
                .limit(1 + random.nextInt(15))
                .mapToObj(item -> item("i" + item, random.nextDouble()))
                .toList();
        parts.add(new Part(share, items));
      }
      for (int place = 0; place < limit; place++) {
        String id = "i" + random.nextInt(UNIVERSE);
        if (random.nextInt(4) == 0 && !pins.containsValue(id)) {
          pins.put(place, id);
        }
      }
    }

    Pipeline pipeline() {
      List<StrategySpec> specs = new ArrayList<>();
      if (fatigue) {
        specs.add(spec("fatigue", Map.of("times", 3)));
      }
      specs.add(cap(most, within));
      pins.forEach((place, id) -> specs.add(pin(place, id)));
      return Strategies.pipeline(specs);
    }

    ListStages stages() {
      return pipeline().listStages();
    }

    Set<String> all() {
      Set<String> all = new LinkedHashSet<>();
      parts.forEach(part -> part.items().forEach(item -> all.add(item.itemId())));
      return all;
    }

    Map<Integer, Placed> pinned(List<Placed> pool) {
      Map<Integer, Placed> pinned = new LinkedHashMap<>();
      pins.forEach(
          (place, id) ->
              pinned.put(
                  place,
                  pool.stream()
                      .filter(placed -> placed.item().itemId().equals(id))
                      .findFirst()
                      .orElseGet(() -> new Placed(parts.size(), item(id, 0)))));
      return pinned;
    }

    /**
     * The list place by place, everything looked at anew for each; pins that lie beyond its end
     * come last, then the others are put in one by one, from the first place on.
     */
    List<String> naive() {
      Set<String> awake = all();
      awake.removeIf(this::rests);
      List<String> last = unbounded(this::rests, Math.max(0, limit - awake.size()));
      List<String> list = new ArrayList<>();
      List<Integer> owners = new ArrayList<>();
      while (list.size() < limit) {
        List<String> wanted = new ArrayList<>();
        List<Integer> whose = new ArrayList<>();
        for (int part : byLag(owners, id -> !rests(id))) {
          for (ServedItem item : parts.get(part).items()) {
            if (!rests(item.itemId()) && !list.contains(item.itemId())) {
              wanted.add(item.itemId());
              whose.add(part);
            }
          }
        }
        last.stream().filter(id -> !list.contains(id)).forEach(wanted::add);
        last.forEach(id -> whose.add(-1));
        if (wanted.isEmpty()) {
          break;
        }
        int chosen =
            IntStream.range(0, wanted.size())
                .filter(at -> fits(wanted.get(at), list))
                .findFirst()
                .orElse(0);
        list.add(wanted.get(chosen));
        owners.add(whose.get(chosen));
      }
      Set<String> distinct = new HashSet<>(list);
      distinct.addAll(pins.values());
      int size = distinct.size();
      pins.forEach((place, id) -> list.removeIf(other -> place < size && other.equals(id)));
      pins.forEach(
          (place, id) -> {
            if (place >= size && !list.contains(id)) {
              list.add(id);
            }
          });
      pins.forEach(
          (place, id) -> {
            if (place < size) {
              list.add(place, id);
            }
          });
      return list.subList(0, Math.min(limit, list.size()));
    }

    private boolean rests(String id) {
      return fatigue && shown.getOrDefault(id, 0) >= 3;
    }

    /** The resting items as their rankings' shares mix them. */
    private List<String> unbounded(Predicate<String> some, int count) {
      List<String> list = new ArrayList<>();
      List<Integer> owners = new ArrayList<>();
      while (list.size() < count) {
        int before = list.size();
        for (int part : byLag(owners, some)) {
          String best =
              parts.get(part).items().stream()
                  .map(ServedItem::itemId)
                  .filter(id -> some.test(id) && !list.contains(id))
                  .findFirst()
                  .orElse(null);
          if (best != null) {
            list.add(best);
            owners.add(part);
            break;
          }
        }
        if (list.size() == before) {
          break;
        }
      }
      return list;
    }

    /** The numbers of the rankings that have such items, the one furthest behind first. */
    private List<Integer> byLag(List<Integer> owners, Predicate<String> some) {
      List<Integer> having =
          IntStream.range(0, parts.size())
              .filter(
                  part ->
                      parts.get(part).items().stream().anyMatch(item -> some.test(item.itemId())))
              .boxed()
              .toList();
      double total = having.stream().mapToDouble(part -> parts.get(part).share()).sum();
      Map<Integer, Double> lags = new HashMap<>();
      for (int part : having) {
        long has = owners.stream().filter(owner -> owner == part).count();
        lags.put(part, parts.get(part).share() / total * (owners.size() + 1) - has);
      }
      List<Integer> sorted = new ArrayList<>(having);
      sorted.sort((one, other) -> Double.compare(lags.get(other), lags.get(one)));
      return sorted;
    }

    private boolean fits(String id, List<String> list) {
      List<String> near = list.subList(Math.max(0, list.size() - within + 1), list.size());
      return Arrays.stream(categories.get(id))
          .allMatch(
              category ->
                  near.stream()
                          .filter(
                              other ->
                                  Arrays.stream(categories.get(other)).anyMatch(c -> c == category))
                          .count()
                      < most);
    }

    Candidate candidate(String id, double score) {
      return Candidate.retrieved(Candidate.UNKNOWN, Integer.parseInt(id.substring(1)), id, score);
    }

    @Override
    public int[] categories(int number) {
      return categories.get("i" + number);
    }

    @Override
    public Instant publishedAt(int number) {
      return null;
    }

    @Override
    public IntPredicate passing(Filter filter, Instant at) {
      return number -> true;
    }

    @Override
    public Candidate named(String itemId) {
      return candidate(itemId, 0);
    }

    @Override
    public List<Candidate> best(Filter filter, int count) {
      return List.of();
    }
  }

  private static StrategySpec spec(String kind, Map<String, Object> parameters) {
    return new StrategySpec(kind, parameters);
  }

  private static StrategySpec cap(int most) {
    return spec("category-cap", Map.of("most", most));
  }

  private static StrategySpec cap(int most, int within) {
    return spec("category-cap", Map.of("most", most, "within", within));
  }

  private static StrategySpec pin(int position, String itemId) {
    return spec("pin", Map.of("position", position, "item", itemId));
  }

  private static ListStages stages(StrategySpec... specs) {
    return Strategies.pipeline(List.of(specs)).listStages();
  }

  private static Function<List<Placed>, Map<Integer, Placed>> none() {
    return pool -> Map.of();
  }

  private static Placed named(List<Placed> pool, String id) {
    return pool.stream().filter(each -> each.item().itemId().equals(id)).findFirst().orElseThrow();
  }

  private static ServedItem item(String id, double score) {
    return new ServedItem(id, 0, score, null, null);
  }

  private static Part letters(double share, String ids) {
    return new Part(share, ids.chars().mapToObj(id -> item(Character.toString(id), 1)).toList());
  }

  private static MixedList list(
      ListStages stages, int limit, Map<String, Integer> shown, List<Part> parts) {
    return list(stages, limit, shown, parts, MixedListTest::byLetter);
  }

  private static MixedList list(
      ListStages stages,
      int limit,
      Map<String, Integer> shown,
      List<Part> parts,
      Function<String, int[]> categories) {
    return new MixedList(stages, limit, shown, categories, parts);
  }

  private static String mix(int limit, ListStages stages, Part... parts) {
    return ids(list(stages, limit, Map.of(), List.of(parts)).mix(none()));
  }

  private static String ids(List<Placed> list) {
    StringBuilder ids = new StringBuilder();
    list.forEach(placed -> ids.append(placed.item().itemId()));
    return ids.toString();
  }
}
