package io.holdfast.core.model.neighbour;

import io.holdfast.core.model.Explanation;
import io.holdfast.core.model.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * The items of a history that count, and how much: what explains scores of the form
 *
 * <pre>ŷ(j) = baseline(j) + Σᵢ w(i) · S(i, j)</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class WeightedItems {

  private final int[] items;
  private final float[] weights;

  private WeightedItems(int[] items, float[] weights) {
    this.items = items;
    this.weights = weights;
  }

  /** Of the distinct items of a history those that {@code counts} accepts, latest first. */
  public static WeightedItems of(HistoryWeights rule, History history, IntPredicate counts) {
    int[] items = new int[history.size()];
    float[] weights = new float[history.size()];
    int[] size = new int[1];
    rule.visit(
        history,
        (item, weight) -> {
          if (counts.test(item)) {
            items[size[0]] = item;
            weights[size[0]++] = weight;
          }
        });
    return new WeightedItems(Arrays.copyOf(items, size[0]), Arrays.copyOf(weights, size[0]));
  }

  /** How strongly one item points at another. */
  @FunctionalInterface
  public interface Similarity {
    /** S(source, target). */
    float of(int source, int target);
  }

  /**
   * Explains each of {@code explained}.
   *
   * @param most how many contributions are told one by one
   */
  public List<Explanation> explain(
      int[] explained, int most, IntToDoubleFunction baseline, Similarity similarity) {
    List<Explanation> explanations = new ArrayList<>(explained.length);
    for (int target : explained) {
      double[] values = new double[items.length];
      for (int p = 0; p < items.length; p++) {
        values[p] = (double) weights[p] * similarity.of(items[p], target);
      }
      explanations.add(
          Explanation.of(
              Explanation.Kind.ITEM_TO_ITEM, baseline.applyAsDouble(target), items, values, most));
    }
    return explanations;
  }
}
