package io.holdfast.core.model.markov;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.model.neighbour.NeighbourLists;
import io.holdfast.core.model.neighbour.SparseSums;

/**
 * How often, and how closely, one item follows another in people's sequences.
 *
 * <p>A first-order Markov chain over items (Shani, Heckerman &amp; Brafman 2005, section 3.1) with
 * their <i>skipping</i>: an item also counts as following what stands some steps before it, and
 * counts less the further (there 2^−(steps), here γ^(steps−1)). With p_u(i) the place of item i in
 * the sequence of user u and g = p_u(j) − p_u(i),
 *
 * <pre>
 * T(i, j) = Σ_u  γ^(g−1)    if 1 ≤ g ≤ W
 *                β γ^(−g−1)  if 1 ≤ −g ≤ W
 * S(i, j) = T(i, j) / (c(i)^a c(j)^b)
 * </pre>
 *
 * with c(i) the number of users of item i. β makes use of the sequences of people who met the two
 * the other way round, which sparse data is thankful for; a = 1 makes rows comparable to
 * probabilities and a = 0 leaves counts, so that frequent evidence speaks louder; b takes away from
 * items that follow everything.
 *
 * <p>O(entries · W) additions; each row of S is computed independently of the others.
 */
final class Transitions {

  private final InteractionMatrix data;
  private final MarkovParameters parameters;
  private final int[] starts;
  private final int[] userOf;
  private final int[] positions;
  private final double[] gapWeights;
  private final double[] sourceDivisors;
  private final double[] targetDivisors;

  Transitions(InteractionMatrix data, MarkovParameters parameters) {
    InteractionMatrix.ItemColumns columns = data.byItem();
    this.data = data;
    this.parameters = parameters;
    this.starts = columns.starts();
    this.userOf = columns.users();
    this.positions = new int[data.entries()];
    int[] next = starts.clone();
    int longest = 0;
    for (int u = 0; u < data.rows(); u++) {
      longest = Math.max(longest, data.rowEnd(u) - data.rowStart(u));
      for (int p = data.rowStart(u); p < data.rowEnd(u); p++) {
        positions[next[data.itemArray()[p]]++] = p;
      }
    }
    this.gapWeights = new double[Math.min(parameters.window(), longest) + 1];
    for (int gap = 1; gap < gapWeights.length; gap++) {
      gapWeights[gap] = Math.pow(parameters.gapDecay(), gap - 1);
    }
    this.sourceDivisors = new double[data.columns()];
    this.targetDivisors = new double[data.columns()];
    for (int i = 0; i < data.columns(); i++) {
      int users = starts[i + 1] - starts[i];
      sourceDivisors[i] = Math.pow(users, parameters.sourceExponent());
      targetDivisors[i] = Math.pow(users, parameters.popularityExponent());
    }
  }

  NeighbourLists lists(TrainingContext context) {
    return NeighbourLists.compute(starts, parameters.neighbours(), this::fill, context);
  }

  private void fill(int item, SparseSums sums) {
    int[] items = data.itemArray();
    int window = gapWeights.length - 1;
    for (int at = starts[item]; at < starts[item + 1]; at++) {
      int here = positions[at];
      int end = Math.min(data.rowEnd(userOf[at]), here + window + 1);
      for (int p = here + 1; p < end; p++) {
        sums.add(items[p], gapWeights[p - here]);
      }
      if (parameters.backward() > 0) {
        int first = Math.max(data.rowStart(userOf[at]), here - window);
        for (int p = here - 1; p >= first; p--) {
          sums.add(items[p], parameters.backward() * gapWeights[here - p]);
        }
      }
    }
    for (int n = 0; n < sums.size(); n++) {
      int other = sums.item(n);
      sums.replace(other, sums.sum(other) / (sourceDivisors[item] * targetDivisors[other]));
    }
  }
}
