package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.Explanation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits scores into what each item of the history contributes (Hu, Koren and Volinsky 2008,
 * section 5). With A the matrix of the user's normal equations of {@link Weighting}, the score of
 * item j is linear in their right-hand side:
 *
 * <pre>
 * h_j·w = h_jᵀ A⁻¹ Σ_{i∈I} (aᵢ + base) hᵢ = Σ_{i∈I} (aᵢ + base) · h_jᵀ A⁻¹ hᵢ
 * </pre>
 *
 * <p>In the paper's symbols A⁻¹ is W^u, h_jᵀ A⁻¹ hᵢ the similarity s^u_ij and aᵢ + base the
 * confidence c_ui (p_ui = 1). One factorization serves all items: O(|I|·d² + d³) and O(d² + |I|·d)
 * an item. Stateless.
 */
final class ScoreDecomposition {

  private ScoreDecomposition() {}

  /**
   * Explains each of {@code explained}.
   *
   * @param factors H, float32 [items, d]
   * @param gramian gHᵀH, its lower triangle
   * @param observations the user's, a single row of at least one entry
   */
  static List<Explanation> of(
      LinearAlgebra linearAlgebra,
      Weighting weighting,
      int d,
      float[] factors,
      float[] gramian,
      Observations observations,
      float ridge,
      int[] explained,
      int most) {
    int entries = observations.length(0);
    float[] projected = new float[explained.length * d];
    for (int e = 0; e < explained.length; e++) {
      System.arraycopy(factors, explained[e] * d, projected, e * d, d);
    }
    new RowSolver(linearAlgebra, weighting, d, entries)
        .solveAll(factors, gramian, observations, 0, ridge, projected, explained.length);
    int[] columns = Arrays.copyOf(observations.columns(), entries);
    List<Explanation> explanations = new ArrayList<>(explained.length);
    for (int e = 0; e < explained.length; e++) {
      double[] values = new double[entries];
      for (int p = 0; p < entries; p++) {
        double similarity = 0;
        for (int f = 0; f < d; f++) {
          similarity += (double) projected[e * d + f] * factors[columns[p] * d + f];
        }
        values[p] = (observations.weight(p) + weighting.base()) * similarity;
      }
      explanations.add(Explanation.of(Explanation.Kind.LEAST_SQUARES, 0, columns, values, most));
    }
    return explanations;
  }
}
