package io.holdfast.cli.world;

import io.holdfast.cli.world.Chance.Purpose;
import io.holdfast.training.reader.CatalogueItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A made-up data set, the same for the same seed. Items belong to circles of taste, and some to the
 * mainstream that everybody likes now and then; within both, popularity falls by Zipf's law. A user
 * is at home in one circle, visits another, and takes a personal share of the mainstream. So what
 * is popular really is liked, though by everyone a little, while a user's own circle is liked a
 * lot.
 */
public final class SyntheticDataset {
  private static final int MAINSTREAM_ITEMS = 80;
  private static final int ITEMS_PER_CIRCLE = 60;
  private static final List<String> CIRCLES =
      List.of(
          "Jazz",
          "Hiking",
          "Baking",
          "Chess",
          "Gardens",
          "Stars",
          "Sailing",
          "Films",
          "History",
          "Robots",
          "Cycling",
          "Painting");
  private static final String MAINSTREAM = "Evergreen";
  private static final int USERS = 2_500;
  private static final int LEAST_ACTS = 24;
  private static final int SPREAD_OF_ACTS = 33;
  private static final double ZIPF_EXPONENT = 0.7;
  private static final double MAINSTREAM_SHARE = 0.10;
  private static final double MAINSTREAM_SPREAD = 0.30;
  private static final double HOME_SHARE = 0.75;
  private static final int SECONDS = 60 * 86_400;

  private SyntheticDataset() {}

  /** The data set of that seed; its times run over 60 days from 1970. */
  public static Dataset of(long seed) {
    Chance chance = new Chance(seed);
    List<CatalogueItem> catalogue = new ArrayList<>();
    List<Shelf> shelves = new ArrayList<>();
    shelves.add(shelf(MAINSTREAM, MAINSTREAM_ITEMS, catalogue));
    for (String circle : CIRCLES) {
      shelves.add(shelf(circle, ITEMS_PER_CIRCLE, catalogue));
    }
    List<Dataset.User> users = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      users.add(new Dataset.User("data-%04d".formatted(user), acts(chance, user, shelves)));
    }
    return new Dataset(List.copyOf(users), List.copyOf(catalogue));
  }

  private static List<Dataset.Act> acts(Chance chance, int user, List<Shelf> shelves) {
    int home = 1 + chance.below(CIRCLES.size(), Purpose.USER, user, 1);
    int second = 1 + chance.below(CIRCLES.size(), Purpose.USER, user, 2);
    double mainstream =
        MAINSTREAM_SHARE + MAINSTREAM_SPREAD * chance.uniform(Purpose.USER, user, 3);
    int count = LEAST_ACTS + chance.below(SPREAD_OF_ACTS, Purpose.USER, user, 4);
    List<Dataset.Act> acts = new ArrayList<>(count);
    for (int act = 0; act < count; act++) {
      double where = chance.uniform(Purpose.ITEM, user, act, 1);
      int circle = chance.uniform(Purpose.ITEM, user, act, 2) < HOME_SHARE ? home : second;
      Shelf shelf = shelves.get(where < mainstream ? 0 : circle);
      String item = shelf.pick(chance.uniform(Purpose.ITEM, user, act, 3));
      long second1970 = (long) (chance.uniform(Purpose.ITEM, user, act, 4) * SECONDS);
      acts.add(new Dataset.Act(item, "play", null, second1970));
    }
    acts.sort(Comparator.comparingLong(Dataset.Act::epochSecond));
    return List.copyOf(acts);
  }

  private static Shelf shelf(String name, int size, List<CatalogueItem> catalogue) {
    List<String> ids = new ArrayList<>(size);
    double[] cumulative = new double[size];
    double sum = 0;
    for (int k = 0; k < size; k++) {
      String id = "%s-%02d".formatted(name.toLowerCase(Locale.ROOT), k + 1);
      ids.add(id);
      catalogue.add(new CatalogueItem(id, name + " No. " + (k + 1), List.of(name)));
      sum += Math.pow(k + 1.0, -ZIPF_EXPONENT);
      cumulative[k] = sum;
    }
    return new Shelf(ids, cumulative);
  }

  /** Items with cumulative weights of being picked. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Shelf(List<String> ids, double[] cumulative) {
    String pick(double uniform) {
      double weight = uniform * cumulative[cumulative.length - 1];
      int at = Arrays.binarySearch(cumulative, weight);
      return ids.get(Math.min(at < 0 ? -at - 1 : at + 1, ids.size() - 1));
    }
  }
}
