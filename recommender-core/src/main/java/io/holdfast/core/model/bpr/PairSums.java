package io.holdfast.core.model.bpr;

import java.util.Arrays;

/**
 * Sums over all pairs of a user's items I and others J of the derivatives of the pairs' loss, which
 * is ln(1 + e^(t_j − s_i)) for the scores s and t of both.
 *
 * <p>With c_ij = σ'(t_j − s_i), the curvature of a pair: pulls Σ_j σ(t_j − s_i) of an item and −Σ_i
 * σ(t_j − s_i) of another, curvatures Σ_j c_ij and Σ_i c_ij. All depend on s_i through smooth
 * functions, so they are computed at the n nodes of {@link ScoreNodes}: O(n·|J|) instead of
 * O(|I|·|J|), a multiplication and a division each, since e^(t_j − ξ_k) = e^(t_j) e^(−ξ_k).
 *
 * <p>Vectors over items and others are float64 [|I| + candidates], I first; candidates that are not
 * in J have 0. Keeps buffers; not thread-safe.
 */
final class PairSums {

  private static final double LARGEST_EXPONENT = 100;

  private final int own;
  private final boolean[] other;
  private final ScoreNodes nodes;
  private final double[] pulls;
  private final double[] curvatures;
  private final double[] odds;
  private final double[] wrong;
  private final double[] bent;
  private final double[] otherPulls;
  private final double[] otherCurvatures;
  private float[] nodeCurvatures = new float[0];

  /**
   * Room for sums.
   *
   * @param own |I|
   * @param other which candidates are in J
   */
  PairSums(int own, boolean[] other) {
    this.own = own;
    this.other = other;
    this.nodes = new ScoreNodes(own);
    this.pulls = new double[own + other.length];
    this.curvatures = new double[own + other.length];
    this.odds = new double[other.length];
    this.wrong = new double[other.length];
    this.bent = new double[other.length];
    this.otherPulls = new double[other.length];
    this.otherCurvatures = new double[other.length];
  }

  /**
   * Sums up at these scores.
   *
   * @param scores s and t
   * @param accuracy the error that is allowed in σ(t_j − s_i)
   */
  void evaluate(double[] scores, double accuracy) {
    nodes.place(scores, accuracy);
    int n = nodes.count();
    int others = other.length;
    for (int j = 0; j < others; j++) {
      // Without odds a candidate that is no other adds nothing to any sum.
      odds[j] = other[j] ? exp(scores[own + j]) : 0;
    }
    Arrays.fill(otherPulls, 0);
    Arrays.fill(otherCurvatures, 0);
    if (nodeCurvatures.length < n * others) {
      nodeCurvatures = new float[n * others];
    }
    double[] pull = new double[n];
    double[] curvature = new double[n];
    for (int k = 0; k < n; k++) {
      addNode(exp(-nodes.node(k)), nodes.mass(k));
      pull[k] = sum(wrong);
      curvature[k] = sum(bent);
      for (int j = 0; j < others; j++) {
        nodeCurvatures[k * others + j] = (float) bent[j];
      }
    }
    nodes.toScores(pull, 1, pulls);
    nodes.toScores(curvature, 1, curvatures);
    for (int j = 0; j < others; j++) {
      pulls[own + j] = -otherPulls[j];
      curvatures[own + j] = otherCurvatures[j];
    }
  }

  /** σ and σ' between one node and every other. Alike in all indices, so that it is vectorized. */
  private void addNode(double oddsOfNode, double mass) {
    for (int j = 0; j < odds.length; j++) {
      double product = odds[j] * oddsOfNode;
      double probability = product / (1 + product);
      double slope = probability - probability * probability;
      wrong[j] = probability;
      bent[j] = slope;
      otherPulls[j] += mass * probability;
      otherCurvatures[j] += mass * slope;
    }
  }

  /** The nodes of the last evaluation. */
  ScoreNodes nodes() {
    return nodes;
  }

  /** How strongly each score is pulled up: minus the derivative of the loss by the score. */
  double[] pulls() {
    return pulls;
  }

  /** Second derivatives of the loss by each score. */
  double[] curvatures() {
    return curvatures;
  }

  /** c at the nodes, float32 [n, candidates]. */
  float[] nodeCurvatures() {
    return nodeCurvatures;
  }

  /** e^x, held where products of two stay finite. */
  private static double exp(double x) {
    return Math.exp(Math.clamp(x, -LARGEST_EXPONENT, LARGEST_EXPONENT));
  }

  /** Four sums go on side by side, since one would wait for each addition. */
  private static double sum(double[] values) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int at = 0;
    for (; at <= values.length - 4; at += 4) {
      s0 += values[at];
      s1 += values[at + 1];
      s2 += values[at + 2];
      s3 += values[at + 3];
    }
    for (; at < values.length; at++) {
      s0 += values[at];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
