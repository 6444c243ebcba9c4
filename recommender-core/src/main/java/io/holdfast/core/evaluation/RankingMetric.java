package io.holdfast.core.evaluation;

import java.util.Locale;

/**
 * A metric of one user's ranks: {@code ranks} are the 0-based places of the user's targets,
 * ascending and at least one; {@code k} is the cutoff. Relevance is binary.
 */
enum RankingMetric {
  /** Whether any target is among the first k. */
  HR {
    @Override
    double of(int[] ranks, int k) {
      return ranks[0] < k ? 1 : 0;
    }
  },
  /** The share of the targets that are among the first k. */
  RECALL {
    @Override
    double of(int[] ranks, int k) {
      int hits = 0;
      while (hits < ranks.length && ranks[hits] < k) {
        hits++;
      }
      return (double) hits / ranks.length;
    }
  },
  /**
   * The share of what the first k could hold at best, min(k, targets), that they hold (Liang et al.
   * 2018, section 4.2).
   */
  TRUNCATED_RECALL {
    @Override
    double of(int[] ranks, int k) {
      return RECALL.of(ranks, k) * ranks.length / Math.min(k, ranks.length);
    }

    @Override
    String label(int k) {
      return RECALL.label(k);
    }
  },
  /**
   * Average precision of the first k: the precision at each target among them, summed and divided
   * by min(k, targets).
   */
  MAP {
    @Override
    double of(int[] ranks, int k) {
      double sum = 0;
      for (int t = 0; t < ranks.length && ranks[t] < k; t++) {
        sum += (t + 1.0) / (ranks[t] + 1.0);
      }
      return sum / Math.min(k, ranks.length);
    }
  },
  /** Discounted gain Σ 1/log₂(rank + 2) over the first k, divided by the best that is possible. */
  NDCG {
    @Override
    double of(int[] ranks, int k) {
      double gain = 0;
      double ideal = 0;
      for (int t = 0; t < ranks.length && t < k; t++) {
        ideal += discount(t);
        if (ranks[t] < k) {
          gain += discount(ranks[t]);
        }
      }
      return gain / ideal;
    }
  },
  /** The reciprocal of the best target's 1-based place in the full ranking; k does not matter. */
  MRR {
    @Override
    double of(int[] ranks, int k) {
      return 1.0 / (ranks[0] + 1);
    }

    @Override
    String label(int k) {
      return "mrr";
    }
  };

  abstract double of(int[] ranks, int k);

  /** The name in reports, for example {@code ndcg@10}. */
  String label(int k) {
    return name().toLowerCase(Locale.ROOT) + "@" + k;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 2.0);
  }
}
