package io.holdfast.recommender.strategy;

import static io.holdfast.recommender.strategy.Bench.NOW;
import static io.holdfast.recommender.strategy.Bench.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.recommender.domain.StrategySpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Orders worked out by hand. Five items have the scores 4, 3, 2, 1, 0, and so the relevance 1, 0.8,
 * 0.6, 0.4, 0.2.
 */
class StagesTest {
  private static final float[][] VECTORS = {{2, 0}, {1, 0}, {0, 3}, {0.6f, 0.8f}, {0, 1}};

  @Test
  void relevanceIsTheScoreOnAScaleOfItsOwn() {
    List<Candidate> list = new Bench(4).scores(-1, -1.5, -4, -5).apply(4, 1, null, boost("a", 1));
    assertThat(list).extracting(Candidate::score).containsExactly(-1.0, -1.5, -4.0, -5.0);
    // 1/4 + 3/4 · (s + 5)/4
    assertThat(list.stream().mapToDouble(Candidate::relevance).toArray())
        .containsExactly(new double[] {1, 0.90625, 0.4375, 0.25}, within(1e-12));
    List<Candidate> alike = new Bench(2).scores(7, 7).apply(2, 1, null, boost("b", 3));
    assertThat(Bench.ids(alike)).isEqualTo("b a");
    assertThat(new Bench(0).order(3, boost("a", 2))).isEmpty();
  }

  @Test
  void boostMultipliesWhatPasses() {
    assertThat(new Bench(5).order(5, boost("e", 3.9))).isEqualTo("a b e c d");
    assertThat(new Bench(5).order(5, boost("e", 5.1))).isEqualTo("e a b c d");
    assertThat(new Bench(5).order(5, boost("a", 0.3), boost("b", 0))).isEqualTo("c d a e b");
  }

  @Test
  void freshnessHalvesByAge() {
    Bench bench =
        new Bench(5)
            .put("a", List.of(), daysAgo(20))
            .put("b", List.of(), daysAgo(10))
            .put("c", List.of(), daysAgo(-3))
            .put("e", List.of(), daysAgo(10));
    // 0.25, 0.4, 0.6 (not out yet: age 0), 0 (nobody knows), 0.1
    assertThat(bench.order(5, spec("freshness", "halfLifeDays", 10))).isEqualTo("c b a e d");
    // 0.85, 0.72, 0.6, 0.32, 0.18
    assertThat(bench.order(5, spec("freshness", "halfLifeDays", 10, "floor", 0.8)))
        .isEqualTo("a b c d e");
  }

  @Test
  void dampingDividesByAPowerOfPopularity() {
    Bench bench = new Bench(new int[] {99, 9, 4, 0, 0}, VECTORS);
    // 0.01, 0.08, 0.12, 0.4, 0.2
    assertThat(bench.order(5, spec("popularity-damping", "gamma", 1))).isEqualTo("d e c b a");
    // 0.1, 0.253, 0.268, 0.4, 0.2
    assertThat(bench.order(5, spec("popularity-damping", "gamma", 0.5))).isEqualTo("d c b e a");
    assertThat(bench.order(5, spec("popularity-damping", "gamma", 0))).isEqualTo("a b c d e");
  }

  @Test
  void returnPropensityMultipliesByAPowerOfTheLift() {
    Bench bench = new Bench(5).lift("a", 0.5).lift("c", 1.2).lift("e", 1.9);
    // 0.25, 0.8, 0.864, 0.4, 0.722
    assertThat(bench.order(5, spec("return-propensity", "weight", 2))).isEqualTo("c b e d a");
    assertThat(bench.order(5, spec("return-propensity", "weight", 0))).isEqualTo("a b c d e");
  }

  @Test
  void diversityByVectors() {
    Bench bench = new Bench(new int[5], VECTORS);
    // a 1; c 0.5·0.5 − 0; b 0.5·0.75 − 0.5·1; d 0.5·0.25 − 0.5·0.8; e 0 − 0.5·1
    assertThat(bench.order(5, spec("diversity", "lambda", 0.5))).isEqualTo("a c b d e");
    assertThat(bench.order(5, spec("diversity", "lambda", 1))).isEqualTo("a b c d e");
    // Only relevance decides the first place; then what is least like the others.
    assertThat(bench.order(2, spec("diversity", "lambda", 0))).isEqualTo("a c");
  }

  @Test
  void diversityByCategories() {
    Bench bench =
        new Bench(new int[5], VECTORS)
            .put("a", List.of("x", "y"), null)
            .put("b", List.of("x"), null)
            .put("c", List.of("z"), null)
            .put("d", List.of("y", "x"), null);
    // a; c 0.25; b 0.375 − 0.5·1/2; e 0; d 0.125 − 0.5·1
    assertThat(bench.order(5, spec("diversity", "lambda", 0.5, "by", "categories")))
        .isEqualTo("a c b e d");
  }

  @Test
  void capsHoldForTheWholeListOrAmongNeighbours() {
    Bench bench =
        new Bench(5)
            .put("a", List.of("x"), null)
            .put("b", List.of("x", "w"), null)
            .put("c", List.of("y"), null)
            .put("d", List.of("x"), null);
    assertThat(bench.order(3, spec("category-cap", "most", 1))).isEqualTo("a c e");
    assertThat(bench.order(5, spec("category-cap", "most", 1))).isEqualTo("a c e b d");
    assertThat(bench.order(4, spec("category-cap", "most", 2))).isEqualTo("a b c e");
    assertThat(bench.order(5, spec("category-cap", "most", 1, "within", 2))).isEqualTo("a c b e d");
  }

  @Test
  void whatWasIgnoredRestsAndComesLastIfTheListWouldBeShort() {
    Bench bench = new Bench(5).ignored("a", 3).ignored("b", 2).ignored("d", 9);
    assertThat(bench.order(3, spec("fatigue", "times", 3))).isEqualTo("b c e");
    assertThat(bench.order(4, spec("fatigue", "times", 3))).isEqualTo("b c e a");
    assertThat(bench.order(5, spec("fatigue", "times", 2))).isEqualTo("c e a b d");
    assertThat(bench.order(5, spec("fatigue", "times", 10))).isEqualTo("a b c d e");
  }

  @Test
  void pinsTakeTheirPlaces() {
    Bench bench = new Bench(5).put("d", List.of("x"), null).put("e", List.of("x"), null);
    assertThat(bench.order(5, pin(0, "c"))).isEqualTo("c a b d e");
    assertThat(bench.order(3, pin(2, "e"), pin(0, "b"))).isEqualTo("b a e");
    assertThat(bench.order(5, spec("pin", "position", 1, "filter", "category = 'x'")))
        .isEqualTo("a d b c e");
    // The best of the filter is taken, so the next comes; an item is pinned once.
    assertThat(
            bench.order(
                5,
                pin(0, "d"),
                spec("pin", "position", 2, "filter", "category = 'x'"),
                pin(3, "d")))
        .isEqualTo("d a e b c");
  }

  @Test
  void aPinThatCannotBeSetLeavesItsPlaceToTheNext() {
    Bench bench = new Bench(3).further("far");
    assertThat(bench.order(3, pin(0, "may-not-be-shown"))).isEqualTo("a b c");
    assertThat(bench.order(3, pin(5, "b"))).isEqualTo("a b c");
    assertThat(bench.order(3, pin(1, "far"))).isEqualTo("a far b");
    assertThat(bench.order(9, pin(7, "far"))).isEqualTo("a b c far");
    assertThat(bench.order(3, spec("pin", "position", 0, "filter", "category = 'further'")))
        .isEqualTo("far a b");
  }

  @Test
  void theTraceTellsWhoMovedWhat() {
    StageTrace trace = new StageTrace();
    new Bench(5).further("far").apply(3, 1, trace, boost("e", 5.1), pin(1, "far"));
    assertThat(trace.effects("e")).containsExactly(new StageEffect("boost", 4, 0));
    assertThat(trace.effects("a"))
        .containsExactly(new StageEffect("boost", 0, 1), new StageEffect("pin", 1, 2));
    assertThat(trace.effects("far")).containsExactly(new StageEffect("pin", null, 1));
    new Bench(5).apply(3, 1, trace, boost("a", 2));
    assertThat(trace.effects("e")).isEmpty();
  }

  private static StrategySpec boost(String id, double factor) {
    return spec("boost", "filter", "itemId = '" + id + "'", "factor", factor);
  }

  private static StrategySpec pin(int position, String id) {
    return spec("pin", "position", position, "item", id);
  }

  private static Instant daysAgo(int days) {
    return NOW.minusSeconds(days * 86_400L);
  }
}
