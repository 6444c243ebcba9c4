package io.holdfast.recommender.strategy;

import static io.holdfast.recommender.strategy.Bench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.domain.StrategySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every list, whatever its stages: drawn lists, seeded. */
class PipelinePropertyTest {
  private static final List<String> CATEGORIES = List.of("x", "y", "z");

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kDifferentItemsComeAndPinsAreAtTheirPlaces(int seed) {
    Random random = new Random(seed);
    int count = random.nextInt(40);
    int limit = 1 + random.nextInt(20);
    Bench bench = bench(count, random);
    List<StrategySpec> specs = stages(random);
    Map<Integer, String> pins = new HashMap<>();
    for (int position = 0; position < 4 && count > 0; position++) {
      String pinned = Bench.id(random.nextInt(count));
      if (random.nextInt(3) == 0 && !pins.containsValue(pinned)) {
        pins.put(position, pinned);
        specs.add(spec("pin", "position", position, "item", pinned));
      }
    }
    List<Candidate> list = bench.apply(limit, seed, null, specs.toArray(StrategySpec[]::new));
    assertThat(list).hasSize(Math.min(limit, count));
    assertThat(list).extracting(Candidate::itemId).doesNotHaveDuplicates();
    for (Map.Entry<Integer, String> pin : pins.entrySet()) {
      if (pin.getKey() < list.size()) {
        assertThat(list.get(pin.getKey()).itemId()).isEqualTo(pin.getValue());
      }
    }
    boolean explores = specs.stream().anyMatch(each -> each.kind().equals("exploration"));
    for (Candidate candidate : list) {
      if (explores) {
        assertThat(candidate.propensity()).isGreaterThan(0).isLessThanOrEqualTo(1);
      } else {
        assertThat(candidate.propensity()).isNull();
      }
    }
    assertThat(bench.apply(limit, seed, new StageTrace(), specs.toArray(StrategySpec[]::new)))
        .as("the same seed, and a trace, change nothing")
        .isEqualTo(list);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void capsHoldAsLongAsSomethingFits(int seed) {
    Random random = new Random(seed);
    int count = random.nextInt(40);
    int limit = 1 + random.nextInt(20);
    int most = 1 + random.nextInt(3);
    int within = most + 1 + random.nextInt(6);
    Bench bench = bench(count, random);
    List<StrategySpec> specs = stages(random);
    specs.removeIf(each -> each.kind().equals("category-cap") || each.kind().equals("fatigue"));
    specs.add(spec("category-cap", "most", most, "within", within));
    List<Candidate> list = bench.apply(limit, seed, null, specs.toArray(StrategySpec[]::new));
    Set<String> left = new HashSet<>();
    IntStream.range(0, count).mapToObj(Bench::id).forEach(left::add);
    for (int place = 0; place < list.size(); place++) {
      List<Candidate> before = list.subList(Math.max(0, place - within + 1), place);
      if (!fits(bench, list.get(place).number(), before, most)) {
        for (int item = 0; item < count; item++) {
          if (left.contains(Bench.id(item))) {
            assertThat(fits(bench, bench.number(Bench.id(item)), before, most)).isFalse();
          }
        }
      }
      left.remove(list.get(place).itemId());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rankingsToBeMixedAreWholeAndInTheOrderThatCapsAndPinsWouldFind(int seed) {
    Random random = new Random(seed);
    int count = 1 + random.nextInt(40);
    int limit = 1 + random.nextInt(20);
    Bench bench = bench(count, random);
    List<StrategySpec> specs = stages(random);
    specs.removeIf(each -> each.kind().equals("category-cap"));
    List<Candidate> alone = bench.apply(limit, seed, null, specs.toArray(StrategySpec[]::new));
    boolean rest = specs.stream().anyMatch(each -> each.kind().equals("fatigue"));
    specs.add(spec("category-cap", "most", 1));
    specs.add(spec("pin", "position", 0, "item", Bench.id(random.nextInt(count))));
    List<Candidate> whole = bench.toBeMixed(limit, seed, specs.toArray(StrategySpec[]::new));
    assertThat(whole).extracting(Candidate::itemId).doesNotHaveDuplicates();
    assertThat(whole).extracting(Candidate::propensity).containsOnlyNulls();
    assertThat(whole.subList(0, alone.size()))
        .extracting(Candidate::itemId)
        .containsExactlyElementsOf(alone.stream().map(Candidate::itemId).toList());
    assertThat(whole.size()).isBetween(rest ? alone.size() : count, count);
  }

  private static boolean fits(Bench bench, int number, List<Candidate> before, int most) {
    for (int category : bench.categories(number)) {
      long alike =
          before.stream()
              .filter(
                  each ->
                      IntStream.of(bench.categories(each.number())).anyMatch(c -> c == category))
              .count();
      if (alike >= most) {
        return false;
      }
    }
    return true;
  }

  private static Bench bench(int count, Random random) {
    int[] users = new int[count];
    float[][] vectors = new float[count][2];
    double[] scores = new double[count];
    for (int item = 0; item < count; item++) {
      users[item] = random.nextInt(100);
      vectors[item] = new float[] {(float) random.nextGaussian(), (float) random.nextGaussian()};
      scores[item] = 10 - 0.1 * item - 0.05 * random.nextDouble();
    }
    Bench bench = new Bench(users, vectors).scores(scores);
    for (int item = 0; item < count; item++) {
      List<String> categories = CATEGORIES.stream().filter(each -> random.nextInt(3) == 0).toList();
      bench.put(Bench.id(item), categories, Bench.NOW.minusSeconds(random.nextInt(5_000_000)));
      if (random.nextInt(4) == 0) {
        bench.ignored(Bench.id(item), 5).lift(Bench.id(item), 0.5 + random.nextDouble());
      }
    }
    return bench;
  }

  /** Some stages in the order of their phases. */
  private static List<StrategySpec> stages(Random random) {
    List<StrategySpec> all =
        List.of(
            spec("fatigue"),
            spec("freshness"),
            spec("popularity-damping"),
            spec("boost", "filter", "category = 'x'"),
            spec("return-propensity"),
            spec(
                "exploration",
                "samples",
                5,
                "method",
                random.nextBoolean() ? "softmax" : "thompson"),
            spec("diversity", "by", random.nextBoolean() ? "vectors" : "categories"),
            spec("category-cap", "most", 2, "within", 4));
    return new ArrayList<>(all.stream().filter(each -> random.nextInt(2) == 0).toList());
  }
}
