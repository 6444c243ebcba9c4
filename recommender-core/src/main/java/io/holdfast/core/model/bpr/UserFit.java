package io.holdfast.core.model.bpr;

import io.holdfast.core.linalg.LinearAlgebra;

/**
 * The minimum of one user's f, see {@link UserSolver}, by Newton's method from w = 0.
 *
 * <p>f depends on w through the scores of items and candidates alone, which are linear in w: along
 * a direction they are known from one product, and its slope from {@link PairSums}. Far from the
 * minimum Newton's step is too short, as the curvature falls along it; so a step goes on until the
 * slope has fallen to {@value #SLOPE_LEFT} of what it was.
 *
 * <p>Scores, pulls and the gradient are float64; the Hessian, which sets the direction alone, is
 * float32. A step costs O((|I| + |J|)·d²) for the Hessian, O(d³) for the solution, and O(n·|J|) for
 * each length that is tried, n being the nodes of {@link ScoreNodes}. Some six steps are needed,
 * and none can be had for less than its Hessian and its solution: with |I| = 100, |J| = 256 and d =
 * 64 that is 1.5 million multiplications and additions of one rank-356 update and a factorization
 * of order 64, together a quarter of the 100 µs that a fold-in by least squares stays below. Used
 * once; not thread-safe.
 */
final class UserFit {

  private static final int ITERATIONS = 50;
  private static final int TRIALS = 20;
  private static final int BLOCK = 32;
  private static final double SLOPE_LEFT = 0.2;
  private static final double FAR = 5e-3;
  private static final double FAR_STEP = 1.5;
  private static final double LARGEST_GROWTH = 4;

  /** Below it, w is the minimum: f is at most half of it above its least value. */
  private static final double TOLERANCE = 1e-12;

  /** Below it, the next step leads there: Newton's method squares the distance. */
  private static final double LAST_STEP = 1e-8;

  /** Below it, derivatives are computed to {@link #FINE} instead of {@link #COARSE}. */
  private static final double NEAR = 1e-3;

  private static final double COARSE = 1e-4;
  private static final double FINE = 1e-11;

  private final LinearAlgebra linearAlgebra;
  private final int dimensions;
  private final float[] lines;
  private final int own;
  private final int width;
  private final double weight;
  private final PairSums sums;
  private final double[] w;
  private final float[] scaled;
  private final float[] scaledLine;
  private final float[] hessian;
  private final float[] cross;
  private double[] scores;
  private double[] tried;
  private double accuracy = COARSE;

  /**
   * A fit at w = 0.
   *
   * @param lines h and b of I and of the candidates, float32 [d + 1, |I| + candidates]
   * @param own |I|
   * @param other which candidates are in J
   * @param weight 1 / (|I| |J|)
   */
  UserFit(
      LinearAlgebra linearAlgebra,
      int dimensions,
      float[] lines,
      int own,
      boolean[] other,
      double weight) {
    this.linearAlgebra = linearAlgebra;
    this.dimensions = dimensions;
    this.lines = lines;
    this.own = own;
    this.width = own + other.length;
    this.weight = weight;
    this.sums = new PairSums(own, other);
    this.w = new double[dimensions];
    this.scaled = new float[dimensions * width];
    this.scaledLine = new float[width];
    this.hessian = new float[dimensions * dimensions];
    this.cross = new float[dimensions * dimensions];
    this.scores = new double[width];
    this.tried = new double[width];
    for (int r = 0; r < width; r++) {
      scores[r] = lines[dimensions * width + r];
    }
  }

  /** w, float64 [d]. */
  double[] minimum(double regularization) {
    sums.evaluate(scores, accuracy);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] gradient = gradient(regularization);
      float[] direction = direction(gradient, regularization);
      double slope = 0;
      for (int f = 0; f < dimensions; f++) {
        slope += gradient[f] * direction[f];
      }
      if (-slope < NEAR && accuracy == COARSE) {
        accuracy = FINE;
        if (-slope < LAST_STEP) {
          sums.evaluate(scores, accuracy);
          continue;
        }
      }
      if (-slope < TOLERANCE) {
        break;
      }
      advance(direction, slope, regularization);
      if (-slope < LAST_STEP) {
        break;
      }
    }
    return w;
  }

  /** ∇f. */
  private double[] gradient(double regularization) {
    double[] pulls = sums.pulls();
    double[] gradient = new double[dimensions];
    for (int f = 0; f < dimensions; f++) {
      gradient[f] = regularization * w[f] - weight * product(f, pulls);
    }
    return gradient;
  }

  /** −H⁻¹∇f with H = Σ_ij c_ij (h_i − h_j)(h_i − h_j)ᵀ / (|I| |J|) + λ·1. */
  private float[] direction(double[] gradient, double regularization) {
    int d = dimensions;
    squares();
    cross();
    float[] direction = new float[d];
    for (int f = 0; f < d; f++) {
      for (int g = 0; g <= f; g++) {
        hessian[f * d + g] -= cross[f * d + g] + cross[g * d + f];
      }
      hessian[f * d + f] += (float) regularization;
      direction[f] = (float) -gradient[f];
    }
    linearAlgebra.posv(d, 1, hessian, 0, d, direction, 0, d);
    return direction;
  }

  /**
   * Writes to the Hessian the lower triangle of Σ_r h_r h_rᵀ, each item and other by its curvature.
   */
  private void squares() {
    int d = dimensions;
    float[] curvatures = new float[width];
    for (int r = 0; r < width; r++) {
      curvatures[r] = (float) (weight * sums.curvatures()[r]);
    }
    for (int f = 0; f < d; f++) {
      System.arraycopy(lines, f * width, scaledLine, 0, width);
      // At one index, which the compiler vectorizes; else it would have to rule out overlap.
      for (int r = 0; r < width; r++) {
        scaledLine[r] *= curvatures[r];
      }
      System.arraycopy(scaledLine, 0, scaled, f * width, width);
    }
    for (int first = 0; first < d; first += BLOCK) {
      int rows = Math.min(BLOCK, d - first);
      linearAlgebra.gemm(
          false,
          true,
          rows,
          first + rows,
          width,
          1f,
          lines,
          first * width,
          width,
          scaled,
          0,
          width,
          0f,
          hessian,
          first * d,
          d);
    }
  }

  /** Writes to the cross term Σ_ij c_ij h_i h_jᵀ = Σ_k (Σ_i P_ik h_i)(Σ_j c_kj h_j)ᵀ. */
  private void cross() {
    int d = dimensions;
    int n = sums.nodes().count();
    int others = width - own;
    float scale = (float) weight;
    float[] ofOthers = new float[d * n];
    linearAlgebra.gemm(
        false,
        true,
        d,
        n,
        others,
        scale,
        lines,
        own,
        width,
        sums.nodeCurvatures(),
        0,
        others,
        0f,
        ofOthers,
        0,
        n);
    float[] ofItems = lines;
    int lineLength = width;
    if (!sums.nodes().areTheScores()) {
      ofItems = new float[d * n];
      lineLength = n;
      linearAlgebra.gemm(
          false,
          false,
          d,
          n,
          own,
          1f,
          lines,
          0,
          width,
          sums.nodes().matrix(),
          0,
          n,
          0f,
          ofItems,
          0,
          n);
    }
    linearAlgebra.gemm(
        false, true, d, d, n, 1f, ofItems, 0, lineLength, ofOthers, 0, n, 0f, cross, 0, d);
  }

  /** Goes along the direction to where its slope is small. */
  private void advance(float[] direction, double slope, double regularization) {
    double[] moves = new double[width];
    double linear = 0;
    double quadratic = 0;
    for (int f = 0; f < dimensions; f++) {
      addLine(f, direction[f], moves);
      linear += w[f] * direction[f];
      quadratic += (double) direction[f] * direction[f];
    }
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double step = 0;
    double next = -slope > FAR ? FAR_STEP : 1;
    for (int trial = 0; trial < TRIALS; trial++) {
      step = next;
      for (int r = 0; r < width; r++) {
        tried[r] = scores[r] + step * moves[r];
      }
      sums.evaluate(tried, accuracy);
      double end = regularization * (linear + step * quadratic) - weight * dot(sums.pulls(), moves);
      if (Math.abs(end) <= SLOPE_LEFT * -slope) {
        break;
      }
      if (end > 0) {
        high = step;
      } else {
        low = step;
      }
      next = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : step * growth(end / slope);
    }
    double[] before = scores;
    scores = tried;
    tried = before;
    for (int f = 0; f < dimensions; f++) {
      w[f] += step * direction[f];
    }
  }

  /**
   * How much longer a step has to be that leaves this share of the slope, which falls about
   * exponentially until it is small.
   */
  private static double growth(double left) {
    return left < 1
        ? Math.min(LARGEST_GROWTH, Math.log(SLOPE_LEFT / 2) / Math.log(left))
        : LARGEST_GROWTH;
  }

  /** {@code target := target + factor · line f}. */
  private void addLine(int f, double factor, double[] target) {
    int line = f * width;
    for (int r = 0; r < width; r++) {
      target[r] += factor * lines[line + r];
    }
  }

  /** Line f times {@code vector}; four sums go on side by side. */
  private double product(int f, double[] vector) {
    int line = f * width;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int r = 0;
    for (; r <= width - 4; r += 4) {
      s0 += vector[r] * lines[line + r];
      s1 += vector[r + 1] * lines[line + r + 1];
      s2 += vector[r + 2] * lines[line + r + 2];
      s3 += vector[r + 3] * lines[line + r + 3];
    }
    for (; r < width; r++) {
      s0 += vector[r] * lines[line + r];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int r = 0; r < x.length; r++) {
      sum += x[r] * y[r];
    }
    return sum;
  }
}
