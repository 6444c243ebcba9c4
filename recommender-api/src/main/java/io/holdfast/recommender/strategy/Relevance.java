package io.holdfast.recommender.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The scale that stages work on. Scores of models are comparable within a list only, and may be
 * negative, so that neither a factor nor a weight would mean the same for two models. Relevance of
 * n candidates is their score s, moved and stretched so that the best has 1 and the last 1/n:
 *
 * <pre>
 * r = 1/n + (1 − 1/n) (s − min s) / (max s − min s),   1 if all scores are equal
 * </pre>
 *
 * It is above 0, so a factor can lift the last candidate too.
 *
 * @param least the least score
 * @param floor the relevance of that
 * @param slope how much relevance a unit of score is; 0 if all scores are equal
 */
record Relevance(double least, double floor, double slope) {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::relevance).reversed();

  /** The scale of a list's scores. */
  static Relevance over(List<Candidate> retrieved) {
    DoubleSummaryStatistics scores =
        retrieved.stream().mapToDouble(Candidate::score).summaryStatistics();
    double range = scores.getMax() - scores.getMin();
    double last = 1.0 / Math.max(1, retrieved.size());
    return range > 0
        ? new Relevance(scores.getMin(), last, (1 - last) / range)
        : new Relevance(scores.getMin(), 1, 0);
  }

  /** The relevance of a score. */
  double of(double score) {
    return floor + slope * (score - least);
  }

  /** The candidates, in the same order, with another relevance each. */
  static List<Candidate> changed(
      List<Candidate> candidates, ToDoubleFunction<Candidate> relevance) {
    List<Candidate> changed = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      changed.add(candidate.withRelevance(relevance.applyAsDouble(candidate)));
    }
    return changed;
  }

  /** The same with the most relevant first; equals keep their order. */
  static List<Candidate> sorted(List<Candidate> candidates) {
    List<Candidate> sorted = new ArrayList<>(candidates);
    sorted.sort(BEST_FIRST);
    return sorted;
  }
}
