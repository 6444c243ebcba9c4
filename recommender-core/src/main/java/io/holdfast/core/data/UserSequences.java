package io.holdfast.core.data;

import java.util.Arrays;

/**
 * For each user the rows of an {@link InteractionLog} in time order; rows of equal time keep their
 * file order.
 *
 * <p>Immutable and thread-safe.
 */
public final class UserSequences {

  private final int[] start;
  private final int[] rows;

  private UserSequences(int[] start, int[] rows) {
    this.start = start;
    this.rows = rows;
  }

  static UserSequences of(InteractionLog log) {
    int users = log.users().size();
    int[] start = new int[users + 1];
    for (int r = 0; r < log.size(); r++) {
      start[log.user(r) + 1]++;
    }
    for (int u = 0; u < users; u++) {
      start[u + 1] += start[u];
    }
    int[] next = Arrays.copyOf(start, users);
    int[] rows = new int[log.size()];
    for (int r = 0; r < log.size(); r++) {
      rows[next[log.user(r)]++] = r;
    }
    for (int u = 0; u < users; u++) {
      sortByTime(log, rows, start[u], start[u + 1]);
    }
    return new UserSequences(start, rows);
  }

  /** How many users there are, with and without rows. */
  public int users() {
    return start.length - 1;
  }

  /** How many rows user {@code user} has. */
  public int length(int user) {
    return start[user + 1] - start[user];
  }

  /** The log row at {@code position} (0 = earliest) of user {@code user}. */
  public int row(int user, int position) {
    int length = length(user);
    if (position < 0 || position >= length) {
      throw new IndexOutOfBoundsException(
          "position " + position + " of " + length + " rows of user " + user);
    }
    return rows[start[user] + position];
  }

  private static void sortByTime(InteractionLog log, int[] rows, int from, int to) {
    boolean sorted = true;
    for (int p = from + 1; p < to && sorted; p++) {
      sorted = log.epochSecond(rows[p - 1]) <= log.epochSecond(rows[p]);
    }
    if (sorted) {
      return;
    }
    Integer[] boxed = new Integer[to - from];
    for (int p = from; p < to; p++) {
      boxed[p - from] = rows[p];
    }
    // Object sort is stable: equal times keep file order.
    Arrays.sort(boxed, (a, b) -> Long.compare(log.epochSecond(a), log.epochSecond(b)));
    for (int p = from; p < to; p++) {
      rows[p] = boxed[p - from];
    }
  }
}
