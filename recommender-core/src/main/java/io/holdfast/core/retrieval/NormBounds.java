package io.holdfast.core.retrieval;

/**
 * How large the scores of the items from a block on can be: by Cauchy and Schwarz, no inner product
 * is larger than the product of the lengths of its vectors. Where items lie in falling order of
 * length, as factors of rarely chosen items are short, a search can stop long before the last one
 * and still be exact (Teflioudi, Gemulla &amp; Mykytiuk, "LEMP: Fast retrieval of large entries in
 * a matrix product", SIGMOD 2015, section 3: pruning by length). In any other order the bounds hold
 * too, but save little. Immutable and thread-safe.
 */
final class NormBounds {

  /** Items of a block. */
  static final int BLOCK = 512;

  private final int items;

  /** The length of the longest vector of each block and all later ones, rounded up. */
  private final double[] longest;

  private NormBounds(int items, double[] longest) {
    this.items = items;
    this.longest = longest;
  }

  /**
   * The bounds of these vectors.
   *
   * @param vectors float32 [items, dimensions], row-major
   */
  static NormBounds of(float[] vectors, int items, int dimensions) {
    double[] longest = new double[(items + BLOCK - 1) / BLOCK];
    // A sum of d products of float32 is off by less than d·2⁻²³ of the product of lengths.
    double rounding = 1 + dimensions * 0x1p-23;
    double most = 0;
    for (int item = items - 1; item >= 0; item--) {
      most = Math.max(most, norm(vectors, item * dimensions, dimensions) * rounding);
      longest[item / BLOCK] = most;
    }
    return new NormBounds(items, longest);
  }

  /** The Euclidean length of the vector of {@code dimensions} numbers at {@code from}. */
  static double norm(float[] vectors, int from, int dimensions) {
    double squares = 0;
    for (int at = from; at < from + dimensions; at++) {
      squares += (double) vectors[at] * vectors[at];
    }
    return Math.sqrt(squares);
  }

  /** How many items there are. */
  int items() {
    return items;
  }

  /** How many blocks they are in. */
  int blocks() {
    return longest.length;
  }

  /** Whether no item of this block or a later one can score {@code bar} with a query this long. */
  boolean below(double norm, int block, float bar) {
    return norm * longest[block] < bar;
  }
}
