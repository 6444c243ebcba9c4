package io.holdfast.stickiness.bitmap;

import java.util.List;
import java.util.Optional;

/**
 * Which of several disjoint sets each user is in: an array of 2 bytes a user. Counting another set
 * by these labels is one pass over it, however many sets there are, where an intersection with each
 * of them would read it as many times.
 *
 * <p>Immutable and thread-safe.
 */
final class UserLabels {

  /** 0 for users in no set, one more than the set's index for the others. */
  private final char[] labels;

  private final int sets;

  private UserLabels(char[] labels, int sets) {
    this.labels = labels;
    this.sets = sets;
  }

  /** The labels of disjoint sets; empty if two have a user in common or there are too many. */
  static Optional<UserLabels> of(List<UserSet> sets) {
    if (sets.size() >= Character.MAX_VALUE) {
      return Optional.empty();
    }
    int users = sets.stream().mapToInt(UserSet::end).max().orElse(0);
    char[] labels = new char[users];
    for (int set = 0; set < sets.size(); set++) {
      char label = (char) (set + 1);
      boolean[] overlaps = new boolean[1];
      sets.get(set)
          .forEachBatch(
              (batch, count) -> {
                for (int i = 0; i < count; i++) {
                  overlaps[0] |= labels[batch[i]] != 0;
                  labels[batch[i]] = label;
                }
              });
      if (overlaps[0]) {
        return Optional.empty();
      }
    }
    return Optional.of(new UserLabels(labels, sets.size()));
  }

  /** How many users of each set are in another one. */
  int[] intersectionCardinalities(UserSet other) {
    int[] counts = new int[sets + 1];
    other.forEachBatch(
        (batch, count) -> {
          int known = count;
          while (known > 0 && batch[known - 1] >= labels.length) {
            known--;
          }
          for (int i = 0; i < known; i++) {
            counts[labels[batch[i]]]++;
          }
        });
    int[] cardinalities = new int[sets];
    System.arraycopy(counts, 1, cardinalities, 0, sets);
    return cardinalities;
  }
}
