package io.holdfast.core.artifact;

import io.holdfast.core.data.IdMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Artifacts for tests. */
final class Artifacts {

  static final ArtifactDescription DESCRIPTION = description(null);

  static final ArtifactContents CONTENTS =
      new ArtifactContents(
          Map.of(
              "item_factors", Tensor.floats(new float[] {1, 2, 3, 4, 5, 6}, 3, 2),
              "user_counts", Tensor.ints(new int[] {2, 1, 1}, 3)),
          Map.of("items", IdMap.of(List.of("x", "y\n", "ζ"))));

  private Artifacts() {}

  static ArtifactDescription description(@Nullable SearchReport search) {
    return new ArtifactDescription(
        "shop-als",
        "als",
        Map.of("factors", 2, "regularization", 0.003, "mode", "fast"),
        42,
        "java",
        Instant.parse("2026-11-24T04:30:00.123Z"),
        "207ede7",
        new DataDescription(
            "ratings.csv",
            "f".repeat(64),
            2,
            3,
            4,
            Instant.parse("1996-03-29T18:36:55Z"),
            Instant.parse("2018-09-24T14:27:30Z")),
        List.of(
            new OfflineMetrics(
                "temporal",
                "test",
                "mask",
                610,
                Map.of("ndcg@10", 0.0375),
                Map.of("ndcg@10", new Interval(0.03, 0.045)))),
        new GateResult(
            GateResult.Status.PASSED,
            "ndcg@10",
            "popular",
            610,
            0.01,
            new Interval(0.002, 0.018),
            "Not worse than popular."),
        List.of("Fewer than 100 test users."),
        search);
  }
}
