package io.holdfast.stickiness.statistics;

import java.util.Arrays;

/**
 * The first two moments of several values per user, in centred form: the matrix update of Chan,
 * Golub and LeVeque (1983), of which {@link Moments} and {@link PairMoments} are the cases of one
 * and two values.
 *
 * <p>In PostgreSQL: with exact (numeric) sums Σ a, Σ b and Σ ab, the centred product is Σ ab − Σ a
 * · Σ b / n.
 *
 * <p>Immutable and thread-safe. Equal when all numbers are.
 */
public final class MultivariateMoments {

  private final long users;
  private final double[] means;

  /** Row-major lower triangle: Σ (a − ā)(b − b̄) of columns a ≥ b at a (a + 1) / 2 + b. */
  private final double[] centredProducts;

  private MultivariateMoments(long users, double[] means, double[] centredProducts) {
    this.users = users;
    this.means = means;
    this.centredProducts = centredProducts;
  }

  /** Of no user yet, with that many values each. */
  public static MultivariateMoments empty(int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException(columns + " columns");
    }
    return new MultivariateMoments(0, new double[columns], new double[triangle(columns)]);
  }

  /**
   * From centred sums.
   *
   * @param users n
   * @param means one a column
   * @param centredProducts Σ (a − ā)(b − b̄), [columns, columns]; only a ≥ b is read
   * @throws IllegalArgumentException if a number is not finite, a shape does not fit, or a square
   *     is negative
   */
  public static MultivariateMoments ofCentred(
      long users, double[] means, double[][] centredProducts) {
    int columns = means.length;
    MultivariateMoments moments =
        new MultivariateMoments(users, means.clone(), new double[triangle(columns)]);
    if (users < 0 || columns == 0 || centredProducts.length != columns) {
      throw new IllegalArgumentException(
          "%d users, %d means, %d rows of products"
              .formatted(users, columns, centredProducts.length));
    }
    for (int a = 0; a < columns; a++) {
      System.arraycopy(centredProducts[a], 0, moments.centredProducts, index(a, 0), a + 1);
    }
    moments.check();
    return moments;
  }

  private void check() {
    boolean finite =
        Arrays.stream(means).allMatch(Double::isFinite)
            && Arrays.stream(centredProducts).allMatch(Double::isFinite);
    boolean nothing =
        Arrays.stream(means).allMatch(mean -> mean == 0)
            && Arrays.stream(centredProducts).allMatch(product -> product == 0);
    for (int a = 0; a < columns(); a++) {
      finite &= centredProduct(a, a) >= 0;
    }
    if (!finite || (users == 0 && !nothing)) {
      throw new IllegalArgumentException("Moments " + this);
    }
  }

  /** With one more user. */
  public MultivariateMoments plus(double... values) {
    int columns = columns();
    if (values.length != columns) {
      throw new IllegalArgumentException(values.length + " values for " + columns + " columns");
    }
    double[] newMeans = means.clone();
    double[] newProducts = centredProducts.clone();
    long n = users + 1;
    for (int a = 0; a < columns; a++) {
      newMeans[a] += (values[a] - means[a]) / n;
      for (int b = 0; b <= a; b++) {
        newProducts[index(a, b)] += (values[a] - means[a]) * (values[b] - newMeans[b]);
      }
    }
    return new MultivariateMoments(n, newMeans, newProducts);
  }

  /** Of the users of both; the two must have no user in common. */
  public MultivariateMoments merge(MultivariateMoments other) {
    int columns = columns();
    if (other.columns() != columns) {
      throw new IllegalArgumentException(columns + " and " + other.columns() + " columns");
    }
    if (users == 0) {
      return other;
    }
    if (other.users == 0) {
      return this;
    }
    long n = users + other.users;
    double share = (double) other.users / n;
    double[] newMeans = new double[columns];
    double[] newProducts = new double[centredProducts.length];
    for (int a = 0; a < columns; a++) {
      double deltaA = other.means[a] - means[a];
      newMeans[a] = Math.fma(deltaA, share, means[a]);
      for (int b = 0; b <= a; b++) {
        int i = index(a, b);
        double between = deltaA * (other.means[b] - means[b]) * users * share;
        newProducts[i] = centredProducts[i] + other.centredProducts[i] + between;
      }
    }
    return new MultivariateMoments(n, newMeans, newProducts);
  }

  /** With columns more at the end that have the same value for every user. */
  MultivariateMoments withConstants(double... constants) {
    int columns = columns() + constants.length;
    double[] newMeans = Arrays.copyOf(means, columns);
    if (users > 0) {
      System.arraycopy(constants, 0, newMeans, columns(), constants.length);
    }
    return new MultivariateMoments(
        users, newMeans, Arrays.copyOf(centredProducts, triangle(columns)));
  }

  /** Values per user. */
  public int columns() {
    return means.length;
  }

  /** n. */
  public long users() {
    return users;
  }

  /** The mean of a column; 0 when there is no user. */
  public double mean(int column) {
    return means[column];
  }

  /** Σ (a − ā)(b − b̄) of two columns, in either order. */
  public double centredProduct(int a, int b) {
    return a >= b ? centredProducts[index(a, b)] : centredProducts[index(b, a)];
  }

  /** The first columns as {@link Moments} of one. */
  Moments moments(int column) {
    return new Moments(users, means[column], Math.max(0, centredProduct(column, column)));
  }

  private static int index(int a, int b) {
    return a * (a + 1) / 2 + b;
  }

  private static int triangle(int columns) {
    return columns * (columns + 1) / 2;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MultivariateMoments moments
        && users == moments.users
        && Arrays.equals(means, moments.means)
        && Arrays.equals(centredProducts, moments.centredProducts);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(users) + Arrays.hashCode(means))
        + Arrays.hashCode(centredProducts);
  }

  @Override
  public String toString() {
    return "%d users: means %s, centred products %s"
        .formatted(users, Arrays.toString(means), Arrays.toString(centredProducts));
  }
}
