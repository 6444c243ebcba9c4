package io.holdfast.core.evaluation;

import java.util.List;

/**
 * A metric and its cutoff: one column of a report.
 *
 * @param metric the metric
 * @param cutoff its k
 */
record MetricAtCutoff(RankingMetric metric, int cutoff) {

  private static final int LIANG_FEW = 20;
  private static final int LIANG_MORE = 50;
  private static final int LIANG_NDCG = 100;

  /** The columns of a protocol: its own, or those of {@code cutoff}. */
  static List<MetricAtCutoff> of(Protocol protocol, int cutoff) {
    if (protocol instanceof StrongGeneralization) {
      return List.of(
          new MetricAtCutoff(RankingMetric.TRUNCATED_RECALL, LIANG_FEW),
          new MetricAtCutoff(RankingMetric.TRUNCATED_RECALL, LIANG_MORE),
          new MetricAtCutoff(RankingMetric.NDCG, LIANG_NDCG),
          new MetricAtCutoff(RankingMetric.MRR, cutoff));
    }
    return List.of(
        new MetricAtCutoff(RankingMetric.HR, cutoff),
        new MetricAtCutoff(RankingMetric.RECALL, cutoff),
        new MetricAtCutoff(RankingMetric.NDCG, cutoff),
        new MetricAtCutoff(RankingMetric.MAP, cutoff),
        new MetricAtCutoff(RankingMetric.MRR, cutoff));
  }

  String label() {
    return metric.label(cutoff);
  }

  double of(int[] ranks) {
    return metric.of(ranks, cutoff);
  }
}
