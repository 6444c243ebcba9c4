package io.holdfast.core.model.itemknn;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.data.InteractionMatrix.ItemColumns;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.model.neighbour.NeighbourLists;
import io.holdfast.core.model.neighbour.SparseSums;

/**
 * Similarities of items by the people they share, i ≠ j:
 *
 * <pre>S(i, j) = Σ_u w(u, i) w(u, j) / (‖w(i)‖^(2(1−α)) ‖w(j)‖^(2α) + h)</pre>
 *
 * with x the value of an interaction or 1, |I| the number of items, |u| those of user u:
 *
 * <ul>
 *   <li><b>cosine</b>: w = x. α = ½ and h = 0 give the cosine (Sarwar et al. 2001, section 3.1.1),
 *       other α the asymmetric cosine (Aiolli 2013, eq. 3); h is the shrinkage of Ferrari Dacrema
 *       et al. 2019 (section 3.1, "ItemKNN"), which holds pairs back that few people support.
 *   <li><b>tf-idf</b>: w = √x · idf(u), idf(u) = ln |I| − ln(1 + |u|): someone who met everything
 *       says little about what belongs together. Denominator as above.
 *   <li><b>bm25</b> (Robertson &amp; Zaragoza 2009, eq. 3.15, items as documents and users as
 *       terms): w = x (k₁ + 1) / (x + k₁ (1 − b + b · ℓ(i) / mean ℓ)) · idf(u), ℓ(i) = Σ_u x(u, i),
 *       the mean over all items. It brings its own length normalization, so the denominator is 1.
 * </ul>
 *
 * <p>O(Σ_u |u|²) multiplications; each row is computed independently of the others.
 */
final class ItemSimilarities {

  private final InteractionMatrix data;
  private final ItemKnnParameters parameters;
  private final ItemColumns columns;
  private final double[] idf;
  private final double[] lengthFactor;
  private final double[] rowWeights;
  private final double[] sourceNorm;
  private final double[] targetNorm;

  ItemSimilarities(InteractionMatrix data, ItemKnnParameters parameters) {
    this.data = data;
    this.parameters = parameters;
    this.columns = data.byItem();
    this.idf = new double[data.rows()];
    for (int u = 0; u < idf.length; u++) {
      int length = data.rowEnd(u) - data.rowStart(u);
      idf[u] = Math.log(data.columns()) - Math.log(1.0 + length);
    }
    this.lengthFactor = lengthFactors();
    this.rowWeights = new double[data.entries()];
    double[] squaredNorm = new double[data.columns()];
    for (int u = 0; u < data.rows(); u++) {
      for (int p = data.rowStart(u); p < data.rowEnd(u); p++) {
        int item = data.itemArray()[p];
        rowWeights[p] = weight(u, item, data.value(p));
        squaredNorm[item] += rowWeights[p] * rowWeights[p];
      }
    }
    this.sourceNorm = new double[data.columns()];
    this.targetNorm = new double[data.columns()];
    for (int i = 0; i < squaredNorm.length; i++) {
      sourceNorm[i] = Math.pow(squaredNorm[i], 1 - parameters.asymmetry());
      targetNorm[i] = Math.pow(squaredNorm[i], parameters.asymmetry());
    }
  }

  NeighbourLists lists(TrainingContext context) {
    return NeighbourLists.compute(rowCosts(), parameters.neighbours(), this::fill, context);
  }

  private void fill(int item, SparseSums sums) {
    for (int at = columns.starts()[item]; at < columns.starts()[item + 1]; at++) {
      int user = columns.users()[at];
      double weight = weight(user, item, columns.values()[at]);
      for (int p = data.rowStart(user); p < data.rowEnd(user); p++) {
        int other = data.itemArray()[p];
        if (other != item) {
          sums.add(other, weight * rowWeights[p]);
        }
      }
    }
    for (int n = 0; n < sums.size(); n++) {
      int other = sums.item(n);
      sums.replace(other, sums.sum(other) / denominator(item, other));
    }
  }

  private double weight(int user, int item, float value) {
    double x = parameters.usesValues() ? value : 1;
    return switch (parameters.weighting()) {
      case COSINE -> x;
      case TF_IDF -> Math.sqrt(x) * idf[user];
      case BM25 -> x == 0 ? 0 : x * (parameters.k1() + 1) / (x + lengthFactor[item]) * idf[user];
    };
  }

  private double denominator(int source, int target) {
    if (parameters.weighting() == ItemKnnParameters.Weighting.BM25) {
      return 1;
    }
    return sourceNorm[source] * targetNorm[target] + parameters.shrinkage();
  }

  /** k₁ (1 − b + b · ℓ(i) / mean ℓ) of each item. */
  private double[] lengthFactors() {
    double[] length = new double[data.columns()];
    double total = 0;
    for (int i = 0; i < length.length; i++) {
      for (int at = columns.starts()[i]; at < columns.starts()[i + 1]; at++) {
        length[i] += parameters.usesValues() ? columns.values()[at] : 1;
      }
      total += length[i];
    }
    double mean = total > 0 ? total / length.length : 1;
    for (int i = 0; i < length.length; i++) {
      length[i] = parameters.k1() * (1 - parameters.b() + parameters.b() * length[i] / mean);
    }
    return length;
  }

  /** What each row costs, in units of a thousand multiplications so that the sum stays an int. */
  private int[] rowCosts() {
    int[] costs = new int[data.columns() + 1];
    for (int i = 0; i < data.columns(); i++) {
      long cost = 0;
      for (int at = columns.starts()[i]; at < columns.starts()[i + 1]; at++) {
        int user = columns.users()[at];
        cost += data.rowEnd(user) - data.rowStart(user);
      }
      costs[i + 1] = (int) Math.min(Integer.MAX_VALUE, costs[i] + cost / 1000);
    }
    return costs;
  }
}
