package io.holdfast.stickiness.bitmap;

import java.util.Arrays;
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

  /**
   * The labels of every intersection of one of {@code outer} sets with one of these: that of set o
   * with set i is number o · (number of these) + i.
   *
   * @return empty if there are too many
   */
  Optional<UserLabels> within(UserLabels outer) {
    if ((long) outer.sets * sets >= Character.MAX_VALUE) {
      return Optional.empty();
    }
    char[] both = new char[Math.min(labels.length, outer.labels.length)];
    for (int user = 0; user < both.length; user++) {
      if (labels[user] != 0 && outer.labels[user] != 0) {
        both[user] = (char) ((outer.labels[user] - 1) * sets + labels[user]);
      }
    }
    return Optional.of(new UserLabels(both, outer.sets * sets));
  }

  /** How many users each set has. */
  int[] cardinalities() {
    int[] counts = new int[sets + 1];
    for (char label : labels) {
      counts[label]++;
    }
    return Arrays.copyOfRange(counts, 1, sets + 1);
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
    return Arrays.copyOfRange(counts, 1, sets + 1);
  }
}
