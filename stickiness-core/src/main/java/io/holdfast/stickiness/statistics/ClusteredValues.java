package io.holdfast.stickiness.statistics;

import java.util.Arrays;

/**
 * Values of one arm, such as session lengths, kept by the user they belong to. Memory is 8 bytes a
 * value and 4 a user.
 *
 * <p>Immutable and thread-safe; {@link Builder} is neither.
 */
public final class ClusteredValues {

  private final double[] values;

  /** Values of user u are those from ends[u − 1] (0 for the first) to ends[u], exclusive. */
  private final int[] ends;

  private ClusteredValues(double[] values, int[] ends) {
    this.values = values;
    this.ends = ends;
  }

  /** Collects values user by user. */
  public static final class Builder {

    private double[] values = new double[16];
    private int[] ends = new int[16];
    private int count;
    private int users;

    /**
     * Adds a user with all values of theirs, of which there may be none.
     *
     * @throws IllegalArgumentException if a value is not finite
     */
    public Builder add(double... ofUser) {
      for (double value : ofUser) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("Value " + value);
        }
      }
      if (count + ofUser.length > values.length) {
        values = Arrays.copyOf(values, Math.max(2 * values.length, count + ofUser.length));
      }
      if (users == ends.length) {
        ends = Arrays.copyOf(ends, 2 * users);
      }
      System.arraycopy(ofUser, 0, values, count, ofUser.length);
      count += ofUser.length;
      ends[users++] = count;
      return this;
    }

    /** What was added so far. */
    public ClusteredValues build() {
      return new ClusteredValues(Arrays.copyOf(values, count), Arrays.copyOf(ends, users));
    }
  }

  /** Users, with and without values. */
  public int users() {
    return ends.length;
  }

  /** Values of all users. */
  public int size() {
    return values.length;
  }

  double[] sorted() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Per user: how many values are at most a threshold (y), and how many there are (x). */
  PairMoments atMost(double threshold) {
    PairMoments moments = PairMoments.EMPTY;
    int i = 0;
    for (int end : ends) {
      int size = end - i;
      int below = 0;
      for (; i < end; i++) {
        below += values[i] <= threshold ? 1 : 0;
      }
      moments = moments.plus(below, size);
    }
    return moments;
  }

  int start(int user) {
    return user == 0 ? 0 : ends[user - 1];
  }

  int end(int user) {
    return ends[user];
  }

  double value(int index) {
    return values[index];
  }
}
