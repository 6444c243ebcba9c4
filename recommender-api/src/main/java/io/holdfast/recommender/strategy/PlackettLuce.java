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
 * over s = ln t by the trapezoidal rule, which converges exponentially for such integrands: the
 * arrival of the last place has a standard deviation of about 1/√places in s, and a step h of three
 * quarters of that leaves exp(−2π²σ²/h²) &lt; 1e-15. What is cut off, and items that come with less
 * than 1e-12, leave errors below 1e-9. O(nodes · (n · places + places² · log places)), some hundred
 * nodes. Not thread-safe.
 */
final class PlackettLuce {
  private static final double LARGEST_STEP = 0.25;
  private static final double STEP_BY_DEVIATION = 0.75;
  private static final double CUT_OFF = 1e-10;
  private static final double NEVER = 1e-12;

  private final double[] weights;
  private final int places;
  private final double[] probabilities;

  /** The probability that each item stays away until the present node. */
  private final double[] stayed;

  private PlackettLuce(double[] weights, int places) {
    this.weights = weights;
    this.places = places;
    this.probabilities = new double[places];
    this.stayed = new double[weights.length];
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
    double step = Math.min(LARGEST_STEP, STEP_BY_DEVIATION / Math.sqrt(places));
    double log = Math.log(CUT_OFF / sum);
    double open;
    do {
      open = addNode(Math.exp(log), step);
      log += step;
    } while (open > CUT_OFF && Double.isFinite(Math.exp(log)));
    return probabilities;
  }

  /** Adds the integrand at t; answers the probability that a place is still open. */
  private double addNode(double t, double step) {
    for (int item = 0; item < weights.length; item++) {
      double rate = weights[item] * t;
      stayed[item] = rate < NEVER ? 1 : Math.exp(-rate);
    }
    double[] arrived = new double[places];
    arrived[0] = 1;
    arrive(arrived, places, weights.length);
    double[] all = arrived.clone();
    arrive(all, 0, places);
    leaveOneOut(arrived, 0, places, t, step);
    double open = 0;
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
      probabilities[from] += step * weights[from] * t * stayed[from] * arrived[from];
      return;
    }
    int middle = (from + to) >>> 1;
    double[] withSecond = arrived.clone();
    arrive(withSecond, middle, to);
    leaveOneOut(withSecond, from, middle, t, step);
    arrive(arrived, from, middle);
    leaveOneOut(arrived, middle, to, t, step);
  }

  /** The items in [from, to) come too, or stay away. */
  private void arrive(double[] arrived, int from, int to) {
    for (int item = from; item < to; item++) {
      double away = stayed[item];
      if (away < 1) {
        double came = 1 - away;
        for (int count = arrived.length - 1; count > 0; count--) {
          arrived[count] = arrived[count] * away + arrived[count - 1] * came;
        }
        arrived[0] *= away;
      }
    }
  }
}
