package io.holdfast.benchmarks.data;

import io.holdfast.core.data.IdMap;
import io.holdfast.core.data.InteractionMatrix;

/** Turns rows into what models are trained on. */
public final class Matrices {
  private Matrices() {}

  /** The matrix of these rows, every value 1 and every time 0; it shares their arrays. */
  public static InteractionMatrix of(Rows rows) {
    return InteractionMatrix.ofRows(
        ids(rows.users()), ids(rows.items()), rows.starts(), rows.columns());
  }

  private static IdMap ids(int count) {
    IdMap.Builder ids = IdMap.builder();
    for (int at = 0; at < count; at++) {
      ids.add(Integer.toString(at));
    }
    return ids.build();
  }
}
