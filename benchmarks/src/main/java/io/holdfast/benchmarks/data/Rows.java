package io.holdfast.benchmarks.data;

/**
 * A binary matrix in compressed rows: the items of user {@code u} are {@code columns[starts[u]] …
 * columns[starts[u + 1] - 1]}, each at most once.
 *
 * @param items how many columns the matrix has
 * @param starts int32 [users + 1]
 * @param columns int32 [entries]
 */
@SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
public record Rows(int items, int[] starts, int[] columns) {

  /** How many rows the matrix has. */
  public int users() {
    return starts.length - 1;
  }

  /** How many ones it has. */
  public int entries() {
    return columns.length;
  }
}
