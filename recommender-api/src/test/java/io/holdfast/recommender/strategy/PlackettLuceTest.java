package io.holdfast.recommender.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlackettLuceTest {

  /** Against the sum over all orders of the product of choices. */
  @Test
  void agreesWithTheSumOverAllOrders() {
    Random random = new Random(3);
    for (double spread : new double[] {0, 1, 5, 30}) {
      double[] utilities = random.doubles(6, 0, spread + 1e-9).toArray();
      for (int places = 1; places <= 6; places++) {
        double[] probabilities = PlackettLuce.ofOwnPlaces(utilities, places);
        for (int item = 0; item < places; item++) {
          assertThat(probabilities[item])
              .as("spread %s, %d places, item %d", spread, places, item)
              .isCloseTo(sum(utilities, new boolean[6], item, 0, 1), within(1e-9));
        }
      }
    }
  }

  /** The probability that {@code item} gets place {@code item}, given who is taken. */
  private static double sum(
      double[] utilities, boolean[] taken, int item, int place, double probability) {
    double left = 0;
    for (int other = 0; other < taken.length; other++) {
      left += taken[other] ? 0 : Math.exp(utilities[other]);
    }
    if (place == item) {
      return probability * Math.exp(utilities[item]) / left;
    }
    double sum = 0;
    for (int next = 0; next < taken.length; next++) {
      if (!taken[next] && next != item) {
        taken[next] = true;
        sum +=
            sum(utilities, taken, item, place + 1, probability * Math.exp(utilities[next]) / left);
        taken[next] = false;
      }
    }
    return sum;
  }

  @Test
  void placesOfManyEqualItemsAreEquallyLikely() {
    double[] probabilities = PlackettLuce.ofOwnPlaces(new double[200], 100);
    for (double probability : probabilities) {
      assertThat(probability).isCloseTo(1.0 / 200, within(1e-9));
    }
  }
}
