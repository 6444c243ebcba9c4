package io.holdfast.recommender.strategy;

import io.holdfast.core.model.ItemVectors;
import io.holdfast.recommender.strategy.StageParameter.Choice;
import io.holdfast.recommender.strategy.StageParameter.Real;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Maximal marginal relevance: each place goes to the candidate that is relevant and unlike those
 * before it (Carbonell and Goldstein 1998, "The use of MMR, diversity-based reranking", SIGIR),
 *
 * <pre>
 * MMR = argmax over D_i in R\S of  λ Sim₁(D_i, Q) − (1 − λ) max over D_j in S of Sim₂(D_i, D_j)
 * </pre>
 *
 * <p>with S the items chosen so far and R the candidates; the maximum over no item is 0. Sim₁ is
 * the relevance, moved and stretched over the candidates to [0, 1]; Sim₂ is that of {@link
 * Similarities}. λ = 1 changes nothing. The first 2 · limit places are chosen so, which leaves room
 * for later stages, and the other candidates follow in their order. Equal values keep their order.
 * O(limit · n) and the similarities of the chosen items, for n candidates.
 *
 * @param lambda λ, in [0, 1]
 * @param by what items are compared by
 */
record Diversity(double lambda, By by) implements Stage {
  private static final String LAMBDA = "lambda";
  private static final String BY = "by";

  static final StageKind<Diversity> KIND =
      StageKind.once(
          "diversity",
          "Fills each place by what is relevant and unlike the items before it (MMR).",
          Phase.DIVERSIFY,
          List.of(
              new Real(
                  LAMBDA,
                  "The weight of relevance against likeness; 1 changes nothing.",
                  0.7,
                  0,
                  1),
              new Choice(
                  BY,
                  "What items are compared by: the model's vectors, categories, or vectors where"
                      + " the model has them.",
                  By.AUTO.word,
                  Arrays.stream(By.values()).map(each -> each.word).toList())),
          given -> new Diversity(given.real(LAMBDA), By.of(given.text(BY))));

  /** What items are compared by. */
  enum By {
    /** Vectors where the model has them, else categories. */
    AUTO("auto"),
    /** The model's vectors; nothing is like anything where it has none. */
    VECTORS("vectors"),
    /** Categories. */
    CATEGORIES("categories");

    private final String word;

    By(String word) {
      this.word = word;
    }

    private static By of(String word) {
      return Arrays.stream(values()).filter(by -> by.word.equals(word)).findFirst().orElseThrow();
    }
  }

  @Override
  public UnaryOperator<List<Candidate>> on(List<Candidate> pool, Situation situation) {
    if (by != By.CATEGORIES && situation.model() instanceof ItemVectors vectors) {
      Similarities similarities = Similarities.byVectors(pool, vectors);
      return candidates -> diversified(candidates, similarities, situation.limit());
    }
    if (by == By.VECTORS) {
      return candidates -> candidates;
    }
    Similarities similarities = Similarities.byCategories(pool, situation.facts());
    return candidates -> diversified(candidates, similarities, situation.limit());
  }

  private List<Candidate> diversified(
      List<Candidate> candidates, Similarities similarities, int limit) {
    int n = candidates.size();
    double[] relevance = stretched(candidates);
    int[] places = candidates.stream().mapToInt(similarities::place).toArray();
    float[] mostAlike = new float[n];
    boolean[] chosen = new boolean[n];
    List<Candidate> order = new ArrayList<>(n);
    for (int place = 0; place < Math.min(n, 2 * limit); place++) {
      int best = best(relevance, mostAlike, chosen);
      chosen[best] = true;
      order.add(candidates.get(best));
      float[] row = similarities.row(places[best]);
      for (int at = 0; at < n; at++) {
        mostAlike[at] = Math.max(mostAlike[at], row[places[at]]);
      }
    }
    for (int at = 0; at < n; at++) {
      if (!chosen[at]) {
        order.add(candidates.get(at));
      }
    }
    return order;
  }

  private int best(double[] relevance, float[] mostAlike, boolean[] chosen) {
    int best = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int at = 0; at < chosen.length; at++) {
      double marginal = lambda * relevance[at] - (1 - lambda) * mostAlike[at];
      if (!chosen[at] && marginal > most) {
        best = at;
        most = marginal;
      }
    }
    return best;
  }

  private static double[] stretched(List<Candidate> candidates) {
    DoubleSummaryStatistics all =
        candidates.stream().mapToDouble(Candidate::relevance).summaryStatistics();
    double range = all.getMax() - all.getMin();
    return candidates.stream()
        .mapToDouble(each -> range > 0 ? (each.relevance() - all.getMin()) / range : 1)
        .toArray();
  }
}
