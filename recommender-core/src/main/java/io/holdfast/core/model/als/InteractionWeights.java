package io.holdfast.core.model.als;

import io.holdfast.core.data.DuplicateRule;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.History;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a user's interactions with an item weigh beyond a cell without any; the same in training and
 * in a fold-in.
 *
 * <p>With t the weight of an interaction's type, v its value and δ = 2^(−age / half-life) by the
 * age of the latest of them, the interactions with one item weigh
 *
 * <pre>
 * ials   δ · max t        every item counts once, as its weightiest interaction
 * hkv    δ · α · Σ t·v    values add up: r = δ Σ t·v
 * </pre>
 *
 * <p>Ages are taken at the latest time of the training data, or of the history if that is later.
 * Interactions that weigh 0 are no observation. Immutable and thread-safe.
 */
final class InteractionWeights {

  private static final double SECONDS_PER_DAY = 86_400;

  private final AlsParameters parameters;
  private final long latest;

  /**
   * Weights by the rules of {@code parameters}.
   *
   * @param latest the latest time of the training data in epoch seconds
   */
  InteractionWeights(AlsParameters parameters, long latest) {
    this.parameters = parameters;
    this.latest = latest;
  }

  /**
   * The observations of a matrix, users by rows.
   *
   * @throws IllegalArgumentException if there are weights by type but no types, or all weigh 0
   */
  Observations of(InteractionMatrix data) {
    boolean byType = !parameters.typeWeights().isEmpty();
    boolean byValue = parameters.weighting() == Weighting.HKV;
    if (byType && !data.hasTypes()) {
      throw new IllegalArgumentException(
          "there are weights by type, but the interactions carry no types");
    }
    float scale = scale();
    boolean aged = parameters.halfLifeDays() > 0;
    if (!byType && !aged && (!byValue || (data.hasOneValue() && data.value(0) > 0))) {
      float weight = byValue ? scale * data.value(0) : 1;
      return Observations.alike(data.rowStarts(), data.itemArray(), weight);
    }
    float[] multiples;
    if (byType) {
      multiples =
          byValue
              ? data.merged(
                  DuplicateRule.SUM, (log, row) -> typeWeight(log.type(row)) * log.value(row))
              : data.merged(DuplicateRule.GREATEST, (log, row) -> typeWeight(log.type(row)));
    } else if (byValue) {
      multiples = aged ? data.valueArray().clone() : data.valueArray();
    } else {
      multiples = new float[data.entries()];
      Arrays.fill(multiples, 1f);
    }
    if (aged) {
      for (int p = 0; p < multiples.length; p++) {
        multiples[p] *= decay(data.epochSecond(p), latest);
      }
    }
    Observations observations =
        Observations.positive(data.rowStarts(), data.itemArray(), scale, multiples);
    if (observations.columns().length == 0) {
      throw new IllegalArgumentException("every interaction weighs 0");
    }
    return observations;
  }

  /** The observations of a history, a single row, of the items that {@code known} accepts. */
  Observations of(History history, IntPredicate known) {
    int size = history.size();
    long now = size == 0 ? latest : Math.max(latest, history.epochSecond(size - 1));
    // By item, and by time for one item.
    long[] order = new long[size];
    int count = 0;
    for (int position = 0; position < size; position++) {
      if (known.test(history.item(position))) {
        order[count++] = (long) history.item(position) << Integer.SIZE | position;
      }
    }
    Arrays.sort(order, 0, count);
    int[] columns = new int[count];
    float[] multiples = new float[count];
    int entries = 0;
    for (int from = 0; from < count; ) {
      int item = (int) (order[from] >> Integer.SIZE);
      float merged = 0;
      int to = from;
      int position = 0;
      for (; to < count && order[to] >> Integer.SIZE == item; to++) {
        position = (int) order[to];
        float typeWeight = typeWeight(history.type(position));
        merged =
            switch (parameters.weighting()) {
              case IALS -> Math.max(merged, typeWeight);
              case HKV -> merged + typeWeight * history.weight(position);
            };
      }
      columns[entries] = item;
      multiples[entries++] = merged * decay(history.epochSecond(position), now);
      from = to;
    }
    return Observations.positive(
        new int[] {0, entries},
        Arrays.copyOf(columns, entries),
        scale(),
        Arrays.copyOf(multiples, entries));
  }

  private float typeWeight(@Nullable String type) {
    Double weight = type == null ? null : parameters.typeWeights().get(type);
    return weight == null ? 1f : weight.floatValue();
  }

  private float scale() {
    return parameters.weighting() == Weighting.HKV ? (float) parameters.confidence() : 1;
  }

  /** δ. */
  private float decay(long epochSecond, long now) {
    if (parameters.halfLifeDays() == 0) {
      return 1;
    }
    double age = (now - epochSecond) / SECONDS_PER_DAY;
    return (float) Math.pow(2, -age / parameters.halfLifeDays());
  }
}
