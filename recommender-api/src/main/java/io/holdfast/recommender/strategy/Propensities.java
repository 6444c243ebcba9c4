package io.holdfast.recommender.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The probability that each item of a list has the place that it got, given the request: what
 * off-policy evaluation divides by. Stateless.
 *
 * <p>Where no closed form is known, M − 1 further lists are drawn and made the same way, and p̂ =
 * (1 + B) / M for B of them that have the item at that place. It never is 0, and the list that was
 * served counts, which makes the inverse nearly unbiased: with B binomial, E[1/(1 + B)] = (1 − (1 −
 * p)^M) / (M p), so
 *
 * <pre>
 * E[1{item at its place} / p̂] = 1 − (1 − p)^M
 * </pre>
 *
 * <p>instead of 1: an item gives up a share of (1 − p)^M of its weight, nothing to speak of once p
 * is some multiple of 1/M.
 */
final class Propensities {
  private Propensities() {}

  /**
   * The list with estimated propensities.
   *
   * @param list that was served
   * @param samples M
   * @param further the list of a draw from 1 to M − 1
   */
  static List<Candidate> estimated(
      List<Candidate> list, int samples, IntFunction<List<Candidate>> further) {
    int[] same = new int[list.size()];
    for (int draw = 1; draw < samples; draw++) {
      List<Candidate> other = further.apply(draw);
      for (int place = 0; place < Math.min(same.length, other.size()); place++) {
        if (other.get(place).itemId().equals(list.get(place).itemId())) {
          same[place]++;
        }
      }
    }
    List<Candidate> known = new ArrayList<>(list.size());
    for (int place = 0; place < same.length; place++) {
      known.add(list.get(place).withPropensity((1.0 + same[place]) / samples));
    }
    return known;
  }

  /**
   * The list with exact propensities, for orders that are drawn by softmax and served as they are.
   *
   * @param order of all candidates, with the relevance that each has without chance
   * @param places how many are served
   */
  static List<Candidate> exact(List<Candidate> order, int places, double temperature) {
    double[] utilities =
        order.stream().mapToDouble(each -> each.relevance() / temperature).toArray();
    double[] probabilities = PlackettLuce.ofOwnPlaces(utilities, places);
    List<Candidate> known = new ArrayList<>(places);
    for (int place = 0; place < places; place++) {
      known.add(order.get(place).withPropensity(Math.min(1, probabilities[place])));
    }
    return known;
  }
}
