package io.holdfast.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Golden values computed by hand. */
class RankingMetricTest {

  private static final int[] RANKS = {1, 4, 10};

  @Test
  void hitsAndRecall() {
    assertThat(RankingMetric.HR.of(RANKS, 2)).isEqualTo(1);
    assertThat(RankingMetric.HR.of(RANKS, 1)).isZero();
    assertThat(RankingMetric.RECALL.of(RANKS, 10)).isEqualTo(2.0 / 3);
    assertThat(RankingMetric.RECALL.of(RANKS, 11)).isEqualTo(1);
    assertThat(RankingMetric.RECALL.of(RANKS, 1)).isZero();
  }

  @Test
  void discountedGain() {
    // 1/log2(3) + 1/log2(6) over 1 + 1/log2(3) + 1/log2(4)
    assertThat(RankingMetric.NDCG.of(RANKS, 10))
        .isEqualTo((0.6309297535714574 + 0.38685280723454163) / 2.1309297535714573, within(1e-12));
    assertThat(RankingMetric.NDCG.of(new int[] {0}, 10)).isEqualTo(1, within(1e-12));
    assertThat(RankingMetric.NDCG.of(new int[] {9}, 10))
        .isEqualTo(0.2890648263178879, within(1e-12));
    assertThat(RankingMetric.NDCG.of(new int[] {10}, 10)).isZero();
    // Only k places exist: three targets in the first two places cannot be.
    assertThat(RankingMetric.NDCG.of(new int[] {0, 1, 2}, 2)).isEqualTo(1, within(1e-12));
  }

  @Test
  void reciprocalRankHasNoCutoff() {
    assertThat(RankingMetric.MRR.of(new int[] {99, 200}, 10)).isEqualTo(0.01);
    assertThat(RankingMetric.MRR.label(10)).isEqualTo("mrr");
    assertThat(RankingMetric.NDCG.label(5)).isEqualTo("ndcg@5");
  }

  @Test
  void averagePrecisionRewardsEarlyTargets() {
    // (1/1 + 2/3) / 3; at a cutoff of two only the first counts, of at best two.
    int[] ranks = {0, 2, 30};
    assertThat(RankingMetric.MAP.of(ranks, 10)).isEqualTo(5.0 / 9, within(1e-12));
    assertThat(RankingMetric.MAP.of(ranks, 2)).isEqualTo(0.5, within(1e-12));
    assertThat(RankingMetric.MAP.label(10)).isEqualTo("map@10");
  }

  @Test
  void truncatedRecallIsOneWhenTheListHoldsNothingElse() {
    int[] ranks = {0, 1, 2, 3};
    assertThat(RankingMetric.TRUNCATED_RECALL.of(ranks, 2)).isEqualTo(1);
    assertThat(RankingMetric.RECALL.of(ranks, 2)).isEqualTo(0.5);
    assertThat(RankingMetric.TRUNCATED_RECALL.of(new int[] {1, 60}, 50)).isEqualTo(0.5);
    assertThat(RankingMetric.TRUNCATED_RECALL.label(20)).isEqualTo("recall@20");
  }
}
