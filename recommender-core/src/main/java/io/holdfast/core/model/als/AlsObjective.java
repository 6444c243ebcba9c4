package io.holdfast.core.model.als;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;

/**
 * What {@code als} minimises, in float64, for factors from anywhere. With ŷ = w_u·h_i and S the
 * observed cells:
 *
 * <p><b>{@code weighting=ials}</b> (Rendle et al. 2022, arXiv 2110.14037, eq. 2 with the penalty of
 * eq. 9), a_ui the weight of the interaction, 1 unless weights by type or age are given:
 *
 * <pre>
 * Σ_{(u,i)∈S} a_ui (ŷ−1)² + α₀ Σ_u Σ_i ŷ²
 *   + λ [ Σ_u (|I_u| + α₀|I|)^ν ‖w_u‖² + Σ_i (|U_i| + α₀|U|)^ν ‖h_i‖² ]
 * </pre>
 *
 * <p><b>{@code weighting=hkv}</b> (Hu, Koren and Volinsky 2008, "Collaborative filtering for
 * implicit feedback datasets", eq. 3), r_ui the value of the entry times its weight by type and
 * age:
 *
 * <pre>
 * Σ_u Σ_i c_ui (p_ui − ŷ)² + λ [ Σ_u ‖w_u‖² + Σ_i ‖h_i‖² ],   c_ui = 1 + α r_ui,  p_ui = [r_ui &gt; 0]
 * </pre>
 *
 * <p>The library {@code implicit} takes the confidences themselves: its matrix holds c_ui, its
 * {@code alpha} multiplies them, and a cell that is not stored has c = 1. Given 1 + α r_ui with
 * {@code alpha=1}, and the same λ, it minimises this very function; given r_ui with {@code alpha=α}
 * it minimises another one, with c_ui = α r_ui.
 *
 * <p>The sum over all cells is the inner product of WᵀW and HᵀH. O(nnz·d + (users + items)·d²).
 * Immutable.
 */
public final class AlsObjective {

  private static final int LEAST_ROWS = 512;
  private static final int MOST_BLOCKS = 64;
  // Each holds d² numbers.
  private static final int MOST_GRAMIAN_BLOCKS = 16;

  private final AlsParameters parameters;
  private final Observations users;
  private final Observations items;
  private final ParallelLoop loop;

  AlsObjective(
      AlsParameters parameters, Observations users, Observations items, ParallelLoop loop) {
    this.parameters = parameters;
    this.users = users;
    this.items = items;
    this.loop = loop;
  }

  /**
   * The objective of {@code data} under the parameters of the kind {@code als} at these factors.
   *
   * @param parameters with the number of factors that the matrices have
   * @param userFactors w, float32 [users, d], row-major
   * @param itemFactors h, float32 [items, d], row-major
   * @param threads how many threads work at it; the sum is the same for any number
   * @throws IllegalArgumentException if the factors are not of these shapes, or the data cannot be
   *     used with these parameters
   */
  public static double of(
      InteractionMatrix data,
      Parameters parameters,
      float[] userFactors,
      float[] itemFactors,
      int threads) {
    AlsParameters typed = AlsParameters.of(AlsParameters.resolved(parameters, data));
    requireShape("users", userFactors, data.rows(), typed.factors());
    requireShape("items", itemFactors, data.columns(), typed.factors());
    Observations observations = new InteractionWeights(typed, data.latestEpochSecond()).of(data);
    try (ParallelLoop loop = new ParallelLoop(threads)) {
      return new AlsObjective(typed, observations, observations.transposed(data.columns()), loop)
          .at(userFactors, itemFactors);
    }
  }

  double at(float[] userFactors, float[] itemFactors) {
    double[] w = gramian(userFactors, users.rows());
    double[] h = gramian(itemFactors, items.rows());
    double everywhere = 0;
    int d = parameters.factors();
    for (int f = 0; f < d; f++) {
      for (int g = 0; g < f; g++) {
        everywhere += 2 * w[f * d + g] * h[f * d + g];
      }
      everywhere += w[f * d + f] * h[f * d + f];
    }
    return observed(userFactors, itemFactors)
        + parameters.everyCell() * everywhere
        + penalty(users, userFactors, items.rows())
        + penalty(items, itemFactors, users.rows());
  }

  private double observed(float[] userFactors, float[] itemFactors) {
    int d = parameters.factors();
    double base = parameters.weighting().base();
    return sum(
        users.rows(),
        (from, to) -> {
          double sum = 0;
          for (int u = from; u < to; u++) {
            for (int p = users.starts()[u]; p < users.starts()[u + 1]; p++) {
              double score = dot(userFactors, u * d, itemFactors, users.columns()[p] * d, d);
              double weight = users.weight(p);
              // Of hkv, whose Gramian term counts ŷ² already: c(1−ŷ)² − ŷ² with c = 1 + a.
              sum += weight * (score - 1) * (score - 1) + base * (1 - 2 * score);
            }
          }
          return sum;
        });
  }

  private double penalty(Observations side, float[] factors, int otherSide) {
    int d = parameters.factors();
    return sum(
        side.rows(),
        (from, to) -> {
          double sum = 0;
          for (int row = from; row < to; row++) {
            sum +=
                parameters.ridge(side.length(row), otherSide)
                    * dot(factors, row * d, factors, row * d, d);
          }
          return sum;
        });
  }

  /** The lower triangle of FᵀF. */
  private double[] gramian(float[] factors, int rows) {
    int d = parameters.factors();
    int[] bounds = bounds(rows, MOST_GRAMIAN_BLOCKS);
    double[][] partial = new double[bounds.length - 1][];
    loop.run(
        bounds,
        (worker, from, to) -> {
          double[] block = new double[d * d];
          double[] row = new double[d];
          for (int r = from; r < to; r++) {
            for (int f = 0; f < d; f++) {
              row[f] = factors[r * d + f];
            }
            for (int f = 0; f < d; f++) {
              double factor = row[f];
              for (int g = 0; g <= f; g++) {
                block[f * d + g] += factor * row[g];
              }
            }
          }
          partial[from / bounds[1]] = block;
        });
    double[] gramian = new double[d * d];
    for (double[] block : partial) {
      for (int cell = 0; cell < gramian.length; cell++) {
        gramian[cell] += block[cell];
      }
    }
    return gramian;
  }

  private interface PartialSum {
    double over(int from, int to);
  }

  /** Adds up blocks of rows in order, so that the sum does not depend on threads. */
  private double sum(int rows, PartialSum partialSum) {
    int[] bounds = bounds(rows, MOST_BLOCKS);
    double[] partial = new double[bounds.length - 1];
    loop.run(bounds, (worker, from, to) -> partial[from / bounds[1]] = partialSum.over(from, to));
    double sum = 0;
    for (double part : partial) {
      sum += part;
    }
    return sum;
  }

  private static int[] bounds(int rows, int most) {
    return CostPartition.even(rows, Math.max(LEAST_ROWS, Math.ceilDiv(rows, most)));
  }

  private static double dot(float[] x, int xOffset, float[] y, int yOffset, int d) {
    double sum = 0;
    for (int f = 0; f < d; f++) {
      sum += (double) x[xOffset + f] * y[yOffset + f];
    }
    return sum;
  }

  private static void requireShape(String side, float[] factors, int rows, int d) {
    if (factors.length != (long) rows * d) {
      throw new IllegalArgumentException(
          "%d numbers are not %d %s of %d factors".formatted(factors.length, rows, side, d));
    }
  }
}
