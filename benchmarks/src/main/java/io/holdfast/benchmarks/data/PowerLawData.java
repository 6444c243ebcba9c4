package io.holdfast.benchmarks.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Seeded interactions of the shape of MovieLens-20M: few users do much, few items are had by many,
 * and who has what follows from a taste of low rank.
 *
 * <p>There are {@value #GENRES} genres. An item belongs to one; its draw within the genre falls as
 * 1 / (r + {@value #RANK_SHIFT})^{@value #POPULARITY_EXPONENT}, r from 0 to 1 being its rank, which
 * is random. A user has weights on genres: {@value #FAVOURITES} favourites and a little on all. How
 * much a user does is log-normal (σ = {@value #ACTIVITY_DEVIATION}), cut to at least 2 and to a
 * third of the items. An entry is drawn genre first, then item, again if the user has the item
 * already.
 */
public final class PowerLawData {

  /** To be raised when the same shape and seed give other data, so that no old file is taken. */
  public static final int VERSION = 2;

  private static final int GENRES = 48;
  private static final int FAVOURITES = 4;
  private static final double RANK_SHIFT = 0.01;
  private static final double POPULARITY_EXPONENT = 1.5;
  private static final double ACTIVITY_DEVIATION = 1.1;
  private static final double BACKGROUND = 0.15;
  private static final int TRIES = 50;

  private final Shape shape;
  private final SplittableRandom random;
  private final int[][] itemsOfGenre;
  private final double[][] cumulativeOfGenre;
  private final double[] genreSize;

  /**
   * How large the data is.
   *
   * @param users rows
   * @param items columns
   * @param entries how many are aimed at; a few fewer come out
   */
  public record Shape(int users, int items, int entries) {

    private static final Shape MOVIELENS_20M = new Shape(138_493, 26_744, 20_000_263);

    /**
     * The shape of MovieLens-20M, scaled to about {@code entries} entries: users in proportion,
     * items by the square root, as catalogues grow more slowly than audiences.
     */
    public static Shape ofMovieLens(int entries) {
      double share = entries / (double) MOVIELENS_20M.entries;
      return new Shape(
          (int) Math.round(MOVIELENS_20M.users * share),
          (int) Math.round(MOVIELENS_20M.items * Math.sqrt(share)),
          entries);
    }
  }

  private PowerLawData(Shape shape, long seed) {
    this.shape = shape;
    this.random = new SplittableRandom(seed);
    int genres = Math.min(GENRES, shape.items());
    this.itemsOfGenre = new int[genres][];
    this.cumulativeOfGenre = new double[genres][];
    this.genreSize = new double[genres];
    makeGenres(genres);
  }

  /** Draws the data: the same for the same shape and seed. */
  public static Rows draw(Shape shape, long seed) {
    return new PowerLawData(shape, seed).rows();
  }

  private void makeGenres(int genres) {
    int[] order = permutation(shape.items());
    double total = 0;
    double[] share = new double[genres];
    for (int genre = 0; genre < genres; genre++) {
      share[genre] = 1 / Math.sqrt(1 + genre);
      total += share[genre];
    }
    double upTo = 0;
    int from = 0;
    for (int genre = 0; genre < genres; genre++) {
      upTo += share[genre] / total;
      int left = genres - 1 - genre;
      int to = genre == genres - 1 ? shape.items() : (int) Math.round(upTo * shape.items());
      to = Math.min(Math.max(to, from + 1), shape.items() - left);
      itemsOfGenre[genre] = Arrays.copyOfRange(order, from, to);
      double[] cumulative = new double[to - from];
      double sum = 0;
      for (int rank = 0; rank < cumulative.length; rank++) {
        sum += Math.pow((double) rank / cumulative.length + RANK_SHIFT, -POPULARITY_EXPONENT);
        cumulative[rank] = sum;
      }
      cumulativeOfGenre[genre] = cumulative;
      genreSize[genre] = share[genre] / total;
      from = to;
    }
  }

  private Rows rows() {
    int[] counts = activity();
    int[] starts = new int[shape.users() + 1];
    int[] columns = new int[Arrays.stream(counts).sum()];
    // The user, plus one, who had the item last.
    int[] stamp = new int[shape.items()];
    int size = 0;
    for (int user = 0; user < shape.users(); user++) {
      double[] genres = tasteOfAUser();
      for (int entry = 0; entry < counts[user]; entry++) {
        int item = drawItem(genres);
        for (int tried = 1; stamp[item] == user + 1 && tried < TRIES; tried++) {
          item = drawItem(genres);
        }
        if (stamp[item] != user + 1) {
          stamp[item] = user + 1;
          columns[size++] = item;
        }
      }
      starts[user + 1] = size;
    }
    return new Rows(shape.items(), starts, Arrays.copyOf(columns, size));
  }

  private int[] activity() {
    double[] weights = new double[shape.users()];
    double total = 0;
    for (int user = 0; user < weights.length; user++) {
      weights[user] = Math.exp(ACTIVITY_DEVIATION * random.nextGaussian());
      total += weights[user];
    }
    int most = Math.max(2, shape.items() / 3);
    int[] counts = new int[weights.length];
    for (int user = 0; user < counts.length; user++) {
      double count = shape.entries() * (weights[user] / total);
      counts[user] = (int) Math.clamp(Math.round(count), Math.min(2, shape.items()), most);
    }
    return counts;
  }

  /** Cumulative weights of the genres for one user. */
  private double[] tasteOfAUser() {
    double[] weights = new double[genreSize.length];
    for (int genre = 0; genre < weights.length; genre++) {
      weights[genre] = BACKGROUND * genreSize[genre];
    }
    for (int favourite = 0; favourite < FAVOURITES; favourite++) {
      weights[random.nextInt(weights.length)] += random.nextDouble();
    }
    for (int genre = 1; genre < weights.length; genre++) {
      weights[genre] += weights[genre - 1];
    }
    return weights;
  }

  private int drawItem(double[] cumulativeGenres) {
    int genre = draw(cumulativeGenres);
    return itemsOfGenre[genre][draw(cumulativeOfGenre[genre])];
  }

  private int draw(double[] cumulative) {
    double place = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, place);
    return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
  }

  private int[] permutation(int size) {
    int[] order = new int[size];
    for (int at = 0; at < size; at++) {
      int other = random.nextInt(at + 1);
      order[at] = order[other];
      order[other] = at;
    }
    return order;
  }
}
