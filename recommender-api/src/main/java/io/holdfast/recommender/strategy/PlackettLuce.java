package io.holdfast.recommender.strategy;

/**
 * The probability that an item gets a place when the order is drawn from the model of Plackett and
 * Luce with weights w, each place going to one of the items left in proportion to its weight.
 *
 * <p>Such an order is that of independent arrivals T_i ~ Exp(w_i). Item i has place k, from 0, if
 * exactly k others came before it:
 *
 * <pre>
 * P(i at k) = ∫ w_i e^(−w_i t) P(N_(−i)(t) = k) dt
 * </pre>
 *
 * with N_(−i)(t) the number of others that came by t, a sum of independent Bernoulli variables with
 * probabilities 1 − e^(−w_j t), whose distribution is built up item by item. The integral is taken
 * over s = ln t by the trapezoidal rule, which converges exponentially for such integrands; the
 * step is a half of the standard deviation of the last place's arrival in s, about 1/√places, and
 * at most a quarter. Errors are below 1e-9. O(nodes · (n · places + places² · log places)), some
 * hundred nodes. Stateless.
 */
final class PlackettLuce {
  private static final double LARGEST_STEP = 0.25;
  private static final double NEGLIGIBLE = 1e-13;

  private final double[] weights;
  private final int places;
  private final double[] probabilities;

  private PlackettLuce(double[] weights, int places) {
    this.weights = weights;
    this.places = places;
    this.probabilities = new double[places];
  }

  /**
   * The probability that item k has place k, for the first places.
   *
   * @param utilities the logarithm of each item's weight; only their differences matter
   * @param places at most as many as there are items
   */
  static double[] ofOwnPlaces(double[] utilities, int places) {
    double most = Double.NEGATIVE_INFINITY;
    for (double utility : utilities) {
      most = Math.max(most, utility);
    }
    double[] weights = new double[utilities.length];
    for (int at = 0; at < weights.length; at++) {
      weights[at] = Math.exp(utilities[at] - most);
    }
    return new PlackettLuce(weights, places).integrated();
  }

  private double[] integrated() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double step = Math.min(LARGEST_STEP, 0.5 / Math.sqrt(places));
    double log = Math.log(NEGLIGIBLE / sum);
    double stillOpen;
    do {
      stillOpen = addNode(Math.exp(log), step);
      log += step;
    } while (stillOpen > NEGLIGIBLE && Double.isFinite(Math.exp(log)));
    return probabilities;
  }

  /** Adds the integrand at t; answers the probability that a place of interest is still open. */
  private double addNode(double t, double step) {
    double[] arrived = new double[places];
    arrived[0] = 1;
    for (int other = places; other < weights.length; other++) {
      arrive(arrived, weights[other] * t);
    }
    leaveOneOut(arrived, 0, places, t, step);
    double open = 0;
    double[] all = arrived.clone();
    for (int item = 0; item < places; item++) {
      arrive(all, weights[item] * t);
    }
    for (double probability : all) {
      open += probability;
    }
    return open;
  }

  /**
   * Adds the integrand of the items in [from, to).
   *
   * @param arrived the distribution of how many of all other items came, cut at the places
   */
  private void leaveOneOut(double[] arrived, int from, int to, double t, double step) {
    if (to - from == 1) {
      double rate = weights[from] * t;
      probabilities[from] += step * rate * Math.exp(-rate) * arrived[from];
      return;
    }
    int middle = (from + to) >>> 1;
    double[] withSecond = arrived.clone();
    for (int item = middle; item < to; item++) {
      arrive(withSecond, weights[item] * t);
    }
    leaveOneOut(withSecond, from, middle, t, step);
    double[] withFirst = arrived.clone();
    for (int item = from; item < middle; item++) {
      arrive(withFirst, weights[item] * t);
    }
    leaveOneOut(withFirst, middle, to, t, step);
  }

  /** One more item that came with probability 1 − e^(−rate). */
  private static void arrive(double[] arrived, double rate) {
    double came = -Math.expm1(-rate);
    double stayed = Math.exp(-rate);
    for (int count = arrived.length - 1; count > 0; count--) {
      arrived[count] = arrived[count] * stayed + arrived[count - 1] * came;
    }
    arrived[0] *= stayed;
  }
}
