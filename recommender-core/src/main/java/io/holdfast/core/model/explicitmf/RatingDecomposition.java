package io.holdfast.core.model.explicitmf;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.Explanation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits predicted ratings into what each rating of the user moves them by. The mean of a user's
 * extended vector in one sample, m* of {@link RowPosterior}, is the prior's moved by how each rated
 * item's rows (x, y) differ from what the prior expects:
 *
 * <pre>
 * m* = Λ*⁻¹ (Λm + ατ g) = m + Σ_p Λ*⁻¹ ατ (g_p − G_p m),   g_p = Σ y x,   G_p = Σ x xᵀ over the rows of p
 * </pre>
 *
 * <p>So with z = Λ*⁻¹ x_j of the item predicted, rating p contributes ατ z·(g_p − G_p m), and the
 * baseline is the prediction for a user of whom nothing is known; both are averaged over the
 * samples. The user's own noise precision τ is that of the fold-in. O(S (n·D² + D²)) and O(S (D² +
 * n·D)) an item. Not thread-safe.
 */
final class RatingDecomposition {

  private final ItemSamples samples;
  private final RatingScale scale;
  private final int[] rated;
  private final FoldedUser user;

  /** ατ (g_p − G_p m), float64 [S, n, D]. */
  private final double[] surprises;

  /**
   * That of a user.
   *
   * @param rated distinct item indices
   * @param ratings of each by every aspect, as {@link UserFoldIn#foldIn} takes them
   * @param user the same user, folded in
   */
  RatingDecomposition(
      LinearAlgebra linearAlgebra,
      ItemSamples samples,
      RatingScale scale,
      int[] rated,
      float[] ratings,
      FoldedUser user) {
    this.samples = samples;
    this.scale = scale;
    this.rated = rated;
    this.user = user;
    int dimensions = samples.dimensions();
    this.surprises = new double[samples.count() * rated.length * dimensions];
    NormalEquations equations = new NormalEquations(linearAlgebra, dimensions);
    for (int sample = 0; sample < samples.count(); sample++) {
      for (int p = 0; p < rated.length; p++) {
        int aspects = samples.aspects();
        equations.clear();
        samples
            .responses()
            .get(sample)
            .known(KnownAspects.mask(ratings, p * aspects, aspects))
            .addTo(
                equations,
                samples.vectors(),
                samples.offset(rated[p], sample),
                ratings,
                p * aspects,
                1f);
        surprise(sample, equations, (sample * rated.length + p) * dimensions);
      }
    }
  }

  private void surprise(int sample, NormalEquations equations, int at) {
    int n = samples.dimensions();
    float[] mean = samples.userPriors().get(sample).mean();
    float[] gram = equations.gram();
    float[] right = equations.right();
    for (int row = 0; row < n; row++) {
      double expected = 0;
      for (int column = 0; column < n; column++) {
        int cell = Math.max(row, column) * n + Math.min(row, column);
        expected += (double) gram[cell] * mean[column];
      }
      surprises[at + row] = user.noisePrecisions()[sample] * (right[row] - expected);
    }
  }

  /** Explains each of {@code explained}. */
  List<Explanation> explain(int[] explained, int most) {
    List<Explanation> explanations = new ArrayList<>(explained.length);
    for (int item : explained) {
      explanations.add(explain(item, most));
    }
    return explanations;
  }

  private Explanation explain(int item, int most) {
    int n = samples.dimensions();
    double[] values = new double[rated.length];
    double baseline = 0;
    double[] x = new double[n];
    for (int sample = 0; sample < samples.count(); sample++) {
      Response response = samples.responses().get(sample);
      int offset = samples.offset(item, sample);
      for (int k = 0; k < response.aspects(); k++) {
        int bias = response.factors() + k;
        x[bias] = response.overallBiases()[k];
        baseline += x[bias] * samples.vectors()[offset + bias];
      }
      for (int f = 0; f < response.factors(); f++) {
        x[f] = (double) response.overallFactors()[f] * samples.vectors()[offset + f];
      }
      float[] mean = samples.userPriors().get(sample).mean();
      for (int f = 0; f < n; f++) {
        baseline += x[f] * mean[f];
      }
      user.solve(sample, x);
      for (int p = 0; p < rated.length; p++) {
        int at = (sample * rated.length + p) * n;
        for (int f = 0; f < n; f++) {
          values[p] += x[f] * surprises[at + f];
        }
      }
    }
    double unit = (double) scale.deviation() / samples.count();
    return Explanation.of(
        Explanation.Kind.RATING,
        scale.mean() + unit * baseline,
        rated,
        Arrays.stream(values).map(value -> unit * value).toArray(),
        most);
  }
}
