package io.holdfast.core.model.bpr;

import java.util.Arrays;

/**
 * A few numbers ξ_k that stand for many scores s_i: F(s_i) = Σ_k P_ik F(ξ_k) for a function F of
 * the score that is smooth enough, so that sums over scores become sums over nodes.
 *
 * <p>The nodes are Chebyshev points of the second kind on [min s, max s] and P is Lagrange
 * interpolation in barycentric form (Berrut &amp; Trefethen 2004, "Barycentric Lagrange
 * interpolation", eq. 4.2 and 5.4). The logistic function has its nearest poles at a distance of π
 * from the real line; with a half the length of the interval its error falls as ρ^(−n), ρ = π/a +
 * √(1 + (π/a)²) (Trefethen 2013, "Approximation theory and approximation practice", theorem 8.2).
 * Where that would take nearly as many nodes as there are scores, the scores are the nodes.
 *
 * <p>O(scores · n) to place. Keeps buffers; not thread-safe.
 */
final class ScoreNodes {

  private static final int LEAST = 4;
  private static final double NO_LENGTH = 1e-9;

  /** Of as many nodes as this share of the scores, interpolation costs more than it saves. */
  private static final double WORTH = 0.6;

  private final int scores;
  private final double[] nodes;
  private final double[] masses;
  private double[] interpolation = new double[0];
  private int count;
  private boolean themselves;

  /** Room for {@code scores} scores. */
  ScoreNodes(int scores) {
    this.scores = scores;
    this.nodes = new double[scores];
    this.masses = new double[scores];
  }

  /**
   * Places nodes for the scores at the front of {@code all}.
   *
   * @param accuracy the error that is allowed in a logistic function of a score
   */
  void place(double[] all, double accuracy) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scores; i++) {
      least = Math.min(least, all[i]);
      most = Math.max(most, all[i]);
    }
    double half = (most - least) / 2;
    count = half < NO_LENGTH ? scores : wanted(half, accuracy);
    themselves = count >= WORTH * scores;
    if (themselves) {
      count = scores;
      System.arraycopy(all, 0, nodes, 0, scores);
      Arrays.fill(masses, 1);
      return;
    }
    for (int k = 0; k < count; k++) {
      nodes[k] = (least + most) / 2 + half * Math.cos(Math.PI * k / (count - 1));
    }
    interpolate(all);
  }

  private static int wanted(double half, double accuracy) {
    double pole = Math.PI / half;
    double rate = Math.log(pole + Math.sqrt(1 + pole * pole));
    return (int) Math.clamp(1 + Math.ceil(-Math.log(accuracy) / rate), LEAST, 1 << 20);
  }

  private void interpolate(double[] all) {
    if (interpolation.length < scores * count) {
      interpolation = new double[scores * count];
    }
    double[] weights = new double[count];
    for (int k = 0; k < count; k++) {
      weights[k] = (k % 2 == 0 ? 1 : -1) * (k == 0 || k == count - 1 ? 0.5 : 1);
    }
    Arrays.fill(masses, 0, count, 0);
    double[] row = new double[count];
    for (int i = 0; i < scores; i++) {
      for (int k = 0; k < count; k++) {
        row[k] = weights[k] / (all[i] - nodes[k]);
      }
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += row[k];
      }
      if (!Double.isFinite(sum)) {
        // The score is a node.
        for (int k = 0; k < count; k++) {
          row[k] = all[i] == nodes[k] ? 1 : 0;
        }
        sum = 1;
      }
      double scale = 1 / sum;
      for (int k = 0; k < count; k++) {
        row[k] *= scale;
      }
      for (int k = 0; k < count; k++) {
        masses[k] += row[k];
      }
      System.arraycopy(row, 0, interpolation, i * count, count);
    }
  }

  /** n. */
  int count() {
    return count;
  }

  /** ξ_k. */
  double node(int k) {
    return nodes[k];
  }

  /** Σ_i P_ik. */
  double mass(int k) {
    return masses[k];
  }

  /** Whether P is the identity. */
  boolean areTheScores() {
    return themselves;
  }

  /** {@code out_i := scale · Σ_k P_ik F(ξ_k)} for every score. */
  void toScores(double[] atNodes, double scale, double[] out) {
    if (themselves) {
      for (int i = 0; i < scores; i++) {
        out[i] = scale * atNodes[i];
      }
      return;
    }
    for (int i = 0; i < scores; i++) {
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += interpolation[i * count + k] * atNodes[k];
      }
      out[i] = scale * sum;
    }
  }

  /** P in single precision, float32 [scores, n]. */
  float[] matrix() {
    float[] matrix = new float[scores * count];
    for (int cell = 0; cell < matrix.length; cell++) {
      matrix[cell] = (float) interpolation[cell];
    }
    return matrix;
  }
}
