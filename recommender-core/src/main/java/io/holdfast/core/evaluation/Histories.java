package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.UserSequences;
import io.holdfast.core.model.History;

/** Histories out of a log. */
final class Histories {

  private Histories() {}

  /** The first {@code length} interactions of {@code user}. */
  static History of(InteractionLog log, UserSequences sequences, int user, int length) {
    int[] items = new int[length];
    float[] weights = new float[length];
    long[] times = new long[length];
    int[] rows = new int[length];
    String[] types = log.hasTypes() ? new String[length] : null;
    for (int position = 0; position < length; position++) {
      int row = sequences.row(user, position);
      rows[position] = row;
      items[position] = log.item(row);
      weights[position] = log.value(row);
      times[position] = log.epochSecond(row);
      if (types != null) {
        types[position] = log.type(row);
      }
    }
    return History.of(items, weights, times, types).withCriteria(log.criteria().rows(rows));
  }
}
