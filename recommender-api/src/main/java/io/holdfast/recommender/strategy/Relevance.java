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
 * It is above 0, so a factor can lift the last candidate too. Stateless.
 */
final class Relevance {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::relevance).reversed();

  private Relevance() {}

  /** The candidates with their relevance. */
  static List<Candidate> of(List<Candidate> retrieved) {
    DoubleSummaryStatistics scores =
        retrieved.stream().mapToDouble(Candidate::score).summaryStatistics();
    double least = scores.getMin();
    double slope = slope(retrieved);
    return changed(
        retrieved,
        candidate -> slope == 0 ? 1 : 1.0 / retrieved.size() + slope * (candidate.score() - least));
  }

  /** How much relevance a unit of score is; 0 if all scores are equal. */
  static double slope(List<Candidate> candidates) {
    DoubleSummaryStatistics scores =
        candidates.stream().mapToDouble(Candidate::score).summaryStatistics();
    double range = scores.getMax() - scores.getMin();
    return range > 0 ? (1 - 1.0 / candidates.size()) / range : 0;
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
