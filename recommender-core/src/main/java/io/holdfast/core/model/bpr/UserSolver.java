package io.holdfast.core.model.bpr;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.Arrays;

/**
 * Folds a user in: with the items fixed, the w that minimises what {@link BprTraining} minimises
 * for one user,
 *
 * <pre>
 * f(w) = 1/|I| Σ_{i∈I} 1/|J| Σ_{j∈J} ln(1 + e^(−x̂_ij)) + λ/2 ‖w‖²,
 * x̂_ij = w·(h_i − h_j) + b_i − b_j
 * </pre>
 *
 * I being the user's items and J the sample of {@code candidates} that are not among them: a step
 * of LearnBPR that draws this user follows −∇f in expectation when J is all other items. f is
 * strictly convex, so w is one and the same whatever the seed; it is found by Newton's method with
 * backtracking, in double but for the Hessian, which sets the direction alone.
 *
 * <p>All pairs of I and J cost one multiplication and division each, since e^(−x̂_ij) = e^(t_j)
 * e^(−s_i) for the scores s and t of both. An iteration is O((|I| + |J|)·d² + |I|·|J|·d), and there
 * are seldom more than six. Keeps no state between calls but what never changes; thread-safe.
 */
final class UserSolver {

  private static final int ITERATIONS = 50;
  private static final int HALVINGS = 30;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double TOLERANCE = 1e-12;
  private static final double LARGEST_EXPONENT = 100;
  private static final double LARGE = 1e100;

  private final LinearAlgebra linearAlgebra;
  private final float[] items;
  private final int dimensions;
  private final double regularization;
  private final int[] candidates;
  private final float[] candidateFactors;

  /**
   * A solver over these items.
   *
   * @param items h with b in the last column, float32 [items, d + 1]; not copied
   * @param candidates distinct items that may stand for those the user has not met
   */
  UserSolver(
      LinearAlgebra linearAlgebra,
      float[] items,
      int dimensions,
      double regularization,
      int[] candidates) {
    this.linearAlgebra = linearAlgebra;
    this.items = items;
    this.dimensions = dimensions;
    this.regularization = regularization;
    this.candidates = candidates;
    this.candidateFactors = gather(candidates);
  }

  /**
   * The minimum of f, float64 [d]; zero if there is no item, or no candidate but the user's own.
   *
   * @param known I, ascending
   * @param excluded items that are no candidates, ascending: I and what else the user has met
   */
  double[] solve(int[] known, int[] excluded) {
    double[] w = new double[dimensions];
    boolean[] other = new boolean[candidates.length];
    int others = 0;
    for (int j = 0; j < candidates.length; j++) {
      other[j] = Arrays.binarySearch(excluded, candidates[j]) < 0;
      others += other[j] ? 1 : 0;
    }
    if (known.length == 0 || others == 0) {
      return w;
    }
    Pairs pairs =
        new Pairs(known.length, gather(known), other, 1 / ((double) others * known.length));
    Point point = new Point(pairs, w);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      float[] direction = point.newtonDirection();
      double slope = 0;
      for (int f = 0; f < dimensions; f++) {
        slope -= point.gradient[f] * direction[f];
      }
      if (-slope < TOLERANCE) {
        break;
      }
      Point next = point.descend(direction, slope);
      if (next == point) {
        break;
      }
      point = next;
    }
    return point.w;
  }

  private float[] gather(int[] rows) {
    int width = dimensions + 1;
    float[] gathered = new float[rows.length * width];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(items, rows[r] * width, gathered, r * width, width);
    }
    return gathered;
  }

  /**
   * The pairs (i, j) that one user is asked about.
   *
   * @param count |I|
   * @param own the factors of I, float32 [count, d + 1]
   * @param other which candidates are in J
   * @param weight 1 / (|I| |J|)
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Pairs(int count, float[] own, boolean[] other, double weight) {}

  /** f, its gradient and the weights of its Hessian at one w. */
  private final class Point {

    private final Pairs pairs;
    private final double[] w;
    private final double[] gradient = new double[dimensions];
    private final float[] curvature;
    private double value;

    Point(Pairs pairs, double[] w) {
      this.pairs = pairs;
      this.w = w;
      this.curvature = new float[pairs.count() * candidates.length];
      evaluate();
    }

    private void evaluate() {
      double[] negative = new double[candidates.length];
      for (int j = 0; j < negative.length; j++) {
        // Without odds a candidate that is no other adds nothing to any sum.
        negative[j] = pairs.other()[j] ? exp(score(candidateFactors, j)) : 0;
      }
      double[] pullOfOther = new double[negative.length];
      for (int i = 0; i < pairs.count(); i++) {
        double positive = exp(-score(pairs.own(), i));
        double pull = 0;
        double product = 1;
        for (int j = 0; j < negative.length; j++) {
          double odds = negative[j] * positive;
          double wrong = odds / (1 + odds);
          pull += wrong;
          pullOfOther[j] += wrong;
          curvature[i * negative.length + j] = (float) (pairs.weight() * wrong * (1 - wrong));
          product *= 1 + odds;
          if (product > LARGE) {
            value += Math.log(product);
            product = 1;
          }
        }
        value += Math.log(product);
        add(gradient, pairs.own(), i, -pairs.weight() * pull);
      }
      value *= pairs.weight();
      for (int j = 0; j < negative.length; j++) {
        add(gradient, candidateFactors, j, pairs.weight() * pullOfOther[j]);
      }
      for (int f = 0; f < dimensions; f++) {
        gradient[f] += regularization * w[f];
        value += regularization / 2 * w[f] * w[f];
      }
    }

    /** e^x, held where products of two and sums of their logarithms stay finite. */
    private static double exp(double x) {
      return Math.exp(Math.clamp(x, -LARGEST_EXPONENT, LARGEST_EXPONENT));
    }

    /** H⁻¹∇f with H = Σ_ij c_ij (h_i − h_j)(h_i − h_j)ᵀ + λ·1, c being the curvature. */
    float[] newtonDirection() {
      int d = dimensions;
      int count = pairs.count();
      int others = candidates.length;
      float[] scaled = new float[(count + others) * d];
      for (int i = 0; i < count; i++) {
        double sum = 0;
        for (int j = 0; j < others; j++) {
          sum += curvature[i * others + j];
        }
        scale(pairs.own(), i, sum, scaled, i);
      }
      for (int j = 0; j < others; j++) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
          sum += curvature[i * others + j];
        }
        scale(candidateFactors, j, sum, scaled, count + j);
      }
      float[] hessian = new float[d * d];
      linearAlgebra.syrk(d, count + others, 1f, scaled, 0, d, 0f, hessian, 0, d);
      float[] mixed = new float[count * d];
      linearAlgebra.gemm(
          false,
          false,
          count,
          d,
          others,
          1f,
          curvature,
          0,
          others,
          candidateFactors,
          0,
          d + 1,
          0f,
          mixed,
          0,
          d);
      float[] cross = new float[d * d];
      linearAlgebra.gemm(
          true, false, d, d, count, 1f, pairs.own(), 0, d + 1, mixed, 0, d, 0f, cross, 0, d);
      float[] direction = new float[d];
      for (int f = 0; f < d; f++) {
        for (int g = 0; g <= f; g++) {
          hessian[f * d + g] -= cross[f * d + g] + cross[g * d + f];
        }
        hessian[f * d + f] += (float) regularization;
        direction[f] = (float) gradient[f];
      }
      linearAlgebra.posv(d, 1, hessian, 0, d, direction, 0, d);
      return direction;
    }

    /** The first point along −direction, a step being halved each time, that is low enough. */
    Point descend(float[] direction, double slope) {
      double step = 1;
      for (int halving = 0; halving < HALVINGS; halving++) {
        double[] moved = new double[dimensions];
        for (int f = 0; f < dimensions; f++) {
          moved[f] = w[f] - step * direction[f];
        }
        Point next = new Point(pairs, moved);
        if (next.value <= value + SUFFICIENT_DECREASE * step * slope) {
          return next;
        }
        step /= 2;
      }
      return this;
    }

    private double score(float[] factors, int row) {
      int at = row * (dimensions + 1);
      double sum = factors[at + dimensions];
      for (int f = 0; f < dimensions; f++) {
        sum += w[f] * factors[at + f];
      }
      return sum;
    }

    private void add(double[] target, float[] factors, int row, double weight) {
      for (int f = 0; f < dimensions; f++) {
        target[f] += weight * factors[row * (dimensions + 1) + f];
      }
    }

    private void scale(float[] factors, int row, double weight, float[] target, int targetRow) {
      float root = (float) Math.sqrt(weight);
      for (int f = 0; f < dimensions; f++) {
        target[targetRow * dimensions + f] = root * factors[row * (dimensions + 1) + f];
      }
    }
  }
}
