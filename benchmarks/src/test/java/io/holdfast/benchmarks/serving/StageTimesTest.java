package io.holdfast.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageTimesTest {
  private static final String BEFORE =
      """
      # TYPE holdfast_recommendations_stage_seconds histogram
      holdfast_recommendations_stage_seconds_bucket{stage="rank",le="0.001"} 10
      holdfast_recommendations_stage_seconds_bucket{stage="rank",le="+Inf"} 10
      holdfast_recommendations_stage_seconds_count{stage="rank"} 10
      holdfast_recommendations_stage_seconds_sum{stage="rank"} 0.005
      """;
  private static final String AFTER =
      """
      # TYPE holdfast_recommendations_stage_seconds histogram
      holdfast_recommendations_stage_seconds_bucket{stage="history",le="0.001"} 4
      holdfast_recommendations_stage_seconds_bucket{stage="history",le="+Inf"} 4
      holdfast_recommendations_stage_seconds_count{stage="history"} 4
      holdfast_recommendations_stage_seconds_sum{stage="history"} 0.002
      holdfast_recommendations_stage_seconds_bucket{stage="rank",le="0.001"} 70
      holdfast_recommendations_stage_seconds_bucket{stage="rank",le="0.002"} 109
      holdfast_recommendations_stage_seconds_bucket{stage="rank",le="+Inf"} 110
      holdfast_recommendations_stage_seconds_count{stage="rank"} 110
      holdfast_recommendations_stage_seconds_sum{stage="rank"} 0.125
      other_seconds_count{stage="rank"} 7
      """;

  @Test
  void tellsWhatCameSinceTheLastLook() {
    StageTimes between = StageTimes.parse(AFTER).minus(StageTimes.parse(BEFORE));
    // 100 of rank in 0.120 s: 60 up to 1 ms, 39 more up to 2 ms, one above.
    assertThat(between.toString())
        .containsPattern("history +mean 0\\.50 ms, p50 <= 1\\.00, p99 <= 1\\.00")
        .containsPattern("rank +mean 1\\.20 ms, p50 <= 1\\.00, p99 <= 2\\.00");
  }
}
