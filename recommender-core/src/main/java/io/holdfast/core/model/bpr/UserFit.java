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
  private final int width;
  private final double weight;
  private final PairSums sums;
  private final PairHessian hessian;
  private final double[] w;
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
    this.width = own + other.length;
    this.weight = weight;
    this.sums = new PairSums(own, other);
    this.hessian = new PairHessian(linearAlgebra, dimensions, lines, own, width, weight);
    this.w = new double[dimensions];
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

  /** −H⁻¹∇f. */
  private float[] direction(double[] gradient, double regularization) {
    float[] direction = new float[dimensions];
    for (int f = 0; f < dimensions; f++) {
      direction[f] = (float) -gradient[f];
    }
    float[] matrix = hessian.at(sums, regularization);
    linearAlgebra.posv(dimensions, 1, matrix, 0, dimensions, direction, 0, dimensions);
    return direction;
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
