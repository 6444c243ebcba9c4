package io.holdfast.recommender.popularity;

/**
 * The popularity of items in a segment of users, smoothed by that of everybody:
 *
 * <pre>p(i | s) = (n(i, s) + μ p(i)) / (n(s) + μ)</pre>
 *
 * the Dirichlet prior smoothing of Zhai & Lafferty, "A Study of Smoothing Methods for Language
 * Models Applied to Information Retrieval", TOIS 22(2), 2004, §3: documents are segments, words are
 * items. n(i, s) are the segment's users of the item, n(s) their sum over items, p(i) the share
 * that the item has more generally, and μ how many users' worth of it the segment begins with. A
 * segment of few users ranks as everybody does, one of many by itself. Segments inside a segment
 * are smoothed by that one in turn, as in the hierarchical models of MacKay & Peto, "A Hierarchical
 * Dirichlet Language Model", 1995.
 */
final class SegmentShares {
  private SegmentShares() {}

  /** The share of each item where nothing is known but the counts. */
  static double[] of(int[] users) {
    double sum = sum(users);
    double[] shares = new double[users.length];
    for (int item = 0; item < shares.length; item++) {
      shares[item] = sum == 0 ? 0 : users[item] / sum;
    }
    return shares;
  }

  /**
   * The share of each item in a segment.
   *
   * @param users n(i, s) of each item
   * @param general p(i) of each item
   * @param prior μ, above 0
   */
  static double[] smoothed(int[] users, double[] general, double prior) {
    double sum = sum(users);
    double[] shares = new double[users.length];
    for (int item = 0; item < shares.length; item++) {
      shares[item] = (users[item] + prior * general[item]) / (sum + prior);
    }
    return shares;
  }

  private static double sum(int[] users) {
    double sum = 0;
    for (int count : users) {
      sum += count;
    }
    return sum;
  }
}
