package io.holdfast.benchmarks.peers;

import java.util.List;

/**
 * A cost that is {@code a·x + b·y}: fitted to measurements by least squares of the relative errors,
 * neither coefficient negative.
 *
 * @param perEntry a, seconds a unit of x
 * @param perRow b, seconds a unit of y
 */
record AffineCost(double perEntry, double perRow) {

  /**
   * A measurement.
   *
   * @param entries x, nnz·d²
   * @param rows y, (users + items)·d³
   * @param seconds what it took
   */
  record Point(double entries, double rows, double seconds) {}

  /**
   * The best fit.
   *
   * @throws IllegalArgumentException if there are no points
   */
  static AffineCost fit(List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double x1 = 0;
    double y1 = 0;
    for (Point point : points) {
      double x = point.entries() / point.seconds();
      double y = point.rows() / point.seconds();
      xx += x * x;
      xy += x * y;
      yy += y * y;
      x1 += x;
      y1 += y;
    }
    double determinant = xx * yy - xy * xy;
    double a = (x1 * yy - y1 * xy) / determinant;
    double b = (y1 * xx - x1 * xy) / determinant;
    if (a >= 0 && b >= 0) {
      return new AffineCost(a, b);
    }
    AffineCost entriesAlone = new AffineCost(x1 / xx, 0);
    AffineCost rowsAlone = new AffineCost(0, y1 / yy);
    return entriesAlone.error(points) <= rowsAlone.error(points) ? entriesAlone : rowsAlone;
  }

  /** The cost of a point. */
  double at(Point point) {
    return perEntry * point.entries() + perRow * point.rows();
  }

  private double error(List<Point> points) {
    double sum = 0;
    for (Point point : points) {
      double relative = at(point) / point.seconds() - 1;
      sum += relative * relative;
    }
    return sum;
  }
}
