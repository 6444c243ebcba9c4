package io.holdfast.cli.world;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Taste out of the withheld interactions alone. With W_u the withheld items of data user u and n_i
 * the number of users who have item i withheld, users are akin by the items that both have
 * withheld, rare ones above all, and an item's affinity to u is the kinship of those who have it,
 * summed, with the sum held down for what simply many have:
 *
 * <pre>kin(u, v) = Σ_{j ∈ W_u ∩ W_v} 1/√n_j
 * a(u, i)   = (n_i + SHRINKAGE)^−POPULARITY_EXPONENT · Σ_{v : i ∈ W_v} kin(u, v)</pre>
 *
 * At exponent ½ this is item cosine similarity, which mostly says what is popular; at 1 the mean
 * kinship of those who have the item, in which popularity has no part. People are between the two.
 *
 * <p>A person drawn from u ranks the catalogue by it; the fit falls from 1 for the first item by
 * half with every {@value #HALF_LIFE_SHARE} of the catalogue, and is 0 for items without affinity.
 * The models never see a withheld interaction: they do well by this measure only in so far as what
 * people did early on tells what they like later. Popularity helps too, since what many have
 * withheld resembles much; so {@code popular} is a fair control.
 *
 * <p>O(Σ_v |W_v|) for each template that is asked about, once. Thread-safe.
 */
final class WithheldTaste implements Taste {
  static final double HALF_LIFE_SHARE = 0.06;

  private static final double POPULARITY_EXPONENT = 0.75;
  private static final double SHRINKAGE = 5;

  private final SplitDataset data;
  private final Map<String, Integer> indices = new HashMap<>();
  private final int[][] users;
  private final double[] inverseRoot;
  private final Map<Integer, float[]> fits = new ConcurrentHashMap<>();

  WithheldTaste(SplitDataset data) {
    this.data = data;
    List<String> items = data.items();
    for (int i = 0; i < items.size(); i++) {
      indices.put(items.get(i), i);
    }
    int[] counts = new int[items.size()];
    for (int[] withheld : data.withheld()) {
      for (int item : withheld) {
        counts[item]++;
      }
    }
    users = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    int[] filled = new int[items.size()];
    for (int user = 0; user < data.withheld().length; user++) {
      for (int item : data.withheld()[user]) {
        users[item][filled[item]++] = user;
      }
    }
    inverseRoot = Arrays.stream(counts).mapToDouble(n -> n == 0 ? 0 : 1 / Math.sqrt(n)).toArray();
  }

  @Override
  public double fit(Person person, String itemId) {
    Integer item = indices.get(itemId);
    return item == null ? 0 : fits.computeIfAbsent(person.template(), this::fits)[item];
  }

  private float[] fits(int template) {
    int[] own = data.withheld()[data.templates().get(template).withheldIndex()];
    double[] kinship = new double[data.withheld().length];
    for (int item : own) {
      for (int user : users[item]) {
        kinship[user] += inverseRoot[item];
      }
    }
    double[] affinity = new double[inverseRoot.length];
    for (int user = 0; user < kinship.length; user++) {
      if (kinship[user] > 0) {
        for (int item : data.withheld()[user]) {
          affinity[item] += kinship[user];
        }
      }
    }
    for (int item = 0; item < affinity.length; item++) {
      affinity[item] *= Math.pow(users[item].length + SHRINKAGE, -POPULARITY_EXPONENT);
    }
    int[] ranked =
        IntStream.range(0, affinity.length)
            .filter(item -> affinity[item] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer item) -> -affinity[item]))
            .mapToInt(Integer::intValue)
            .toArray();
    float[] fit = new float[affinity.length];
    double halfLife = HALF_LIFE_SHARE * affinity.length;
    for (int rank = 0; rank < ranked.length; rank++) {
      fit[ranked[rank]] = (float) Math.pow(0.5, rank / halfLife);
    }
    return fit;
  }
}
