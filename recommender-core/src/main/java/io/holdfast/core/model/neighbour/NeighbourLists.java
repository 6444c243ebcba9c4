package io.holdfast.core.model.neighbour;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;
import io.holdfast.core.retrieval.TopK;
import java.util.Arrays;
import java.util.Map;

/**
 * For each item its strongest neighbours and their weights: a sparse item × item matrix in
 * compressed rows (CSR), of which each row keeps its N largest positive entries.
 *
 * <p>Layout: the neighbours of item {@code i} are at {@code starts[i] … starts[i+1]-1} of two
 * parallel arrays, item (int32) and weight (float32, finite, &gt; 0), heaviest first. Immutable and
 * thread-safe.
 */
public final class NeighbourLists {

  private static final String STARTS = "neighbour_starts";
  private static final String ITEMS = "neighbour_items";
  private static final String WEIGHTS = "neighbour_weights";
  private static final int CHUNKS = 256;
  private static final int PROGRESS_STEPS = 16;

  private final int[] starts;
  private final int[] items;
  private final float[] weights;

  /**
   * The lists in these arrays, which are not copied.
   *
   * @throws IllegalArgumentException if they are not the layout above
   */
  public NeighbourLists(int[] starts, int[] items, float[] weights) {
    int count = starts.length - 1;
    if (count < 0 || starts[0] != 0 || starts[count] != items.length) {
      throw new IllegalArgumentException("the starts do not span the neighbours");
    }
    for (int i = 0; i < count; i++) {
      if (starts[i] > starts[i + 1]) {
        throw new IllegalArgumentException("the starts decrease at item " + i);
      }
    }
    if (items.length != weights.length) {
      throw new IllegalArgumentException(
          items.length + " neighbours but " + weights.length + " weights");
    }
    for (int n = 0; n < items.length; n++) {
      if (items[n] < 0 || items[n] >= count) {
        throw new IllegalArgumentException("neighbour " + items[n] + " of " + count + " items");
      }
      if (!(weights[n] > 0 && weights[n] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "a neighbour's weight is finite and above 0, not " + weights[n]);
      }
    }
    this.starts = starts;
    this.items = items;
    this.weights = weights;
  }

  /** Fills the row of one item. Called from several threads at once, each with its own sums. */
  @FunctionalInterface
  public interface Row {

    /** Adds the weights of the neighbours of {@code item} to {@code sums}, which are zero. */
    void fill(int item, SparseSums sums);
  }

  /**
   * Computes every row and keeps its {@code limit} largest positive entries; of equal ones, those
   * of the lower item index.
   *
   * @param costs offsets, one more than there are items; {@code costs[i+1] - costs[i]} is what row
   *     i costs, in any unit, so that threads share the work evenly
   * @param limit how many neighbours an item keeps, at least 1
   */
  public static NeighbourLists compute(int[] costs, int limit, Row row, TrainingContext context) {
    int count = costs.length - 1;
    TopK[] rows = new TopK[count];
    SparseSums[] sums = new SparseSums[context.threads()];
    Arrays.setAll(sums, worker -> new SparseSums(count));
    int[] bounds = CostPartition.byEntries(costs, 1, CHUNKS);
    try (ParallelLoop loop = new ParallelLoop(context.threads())) {
      int chunks = bounds.length - 1;
      int steps = Math.min(PROGRESS_STEPS, chunks);
      for (int step = 0; step < steps; step++) {
        int from = step * chunks / steps;
        int to = (step + 1) * chunks / steps;
        loop.run(
            Arrays.copyOfRange(bounds, from, to + 1),
            (worker, first, end) -> {
              for (int i = first; i < end; i++) {
                row.fill(i, sums[worker]);
                rows[i] = sums[worker].drain(limit);
              }
            });
        context.progress().progressed("neighbours", step + 1, steps);
      }
    }
    return concatenated(rows);
  }

  private static NeighbourLists concatenated(TopK[] rows) {
    int[] starts = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], rows[i].size());
    }
    int[] items = new int[starts[rows.length]];
    float[] weights = new float[items.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i].items(), 0, items, starts[i], rows[i].size());
      System.arraycopy(rows[i].scores(), 0, weights, starts[i], rows[i].size());
    }
    return new NeighbourLists(starts, items, weights);
  }

  /** How many items there are. */
  public int size() {
    return starts.length - 1;
  }

  /** How many neighbours {@code item} has. */
  public int count(int item) {
    return starts[item + 1] - starts[item];
  }

  /** The neighbours of {@code item} and their weights, heaviest first. */
  public TopK of(int item) {
    return new TopK(
        Arrays.copyOfRange(items, starts[item], starts[item + 1]),
        Arrays.copyOfRange(weights, starts[item], starts[item + 1]));
  }

  /**
   * The weight of {@code neighbour} among those of {@code item}; 0 if it is none. O(neighbours).
   */
  public float weight(int item, int neighbour) {
    for (int n = starts[item]; n < starts[item + 1]; n++) {
      if (items[n] == neighbour) {
        return weights[n];
      }
    }
    return 0;
  }

  /** Adds {@code factor} times the weight of each neighbour of {@code item} to its score. */
  void addTo(int item, float factor, float[] scores) {
    for (int n = starts[item]; n < starts[item + 1]; n++) {
      scores[items[n]] += factor * weights[n];
    }
  }

  /** The tensors that an artifact keeps, by name. */
  Map<String, Tensor> tensors() {
    return Map.of(
        STARTS, Tensor.ints(starts, starts.length),
        ITEMS, Tensor.ints(items, items.length),
        WEIGHTS, Tensor.floats(weights, weights.length));
  }

  /** The lists that {@link #tensors} were taken from. */
  static NeighbourLists from(ArtifactContents contents) throws CorruptArtifactException {
    return new NeighbourLists(
        contents.ints(STARTS, 1).values(),
        contents.ints(ITEMS, 1).values(),
        contents.floats(WEIGHTS, 1).values());
  }
}
