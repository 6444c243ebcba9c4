package io.holdfast.recommender.strategy;

import io.holdfast.core.model.ItemVectors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How alike the candidates of one request are, in [0, 1]: by the cosine of their vectors, a
 * negative one counting as 0, or by the share of their categories that they have in common (Jaccard
 * 1901). An item without a vector, or without categories, is like none. The similarities of an item
 * are found when they are asked for first, O(n·d) or O(n·categories). Not thread-safe.
 */
final class Similarities {
  private final Map<String, Integer> places = new HashMap<>();
  private final float[][] vectors;
  private final int[][] categories;
  private final float[][] rows;

  private Similarities(List<Candidate> pool, float[][] vectors, int[][] categories) {
    for (Candidate candidate : pool) {
      places.put(candidate.itemId(), places.size());
    }
    this.vectors = vectors;
    this.categories = categories;
    this.rows = new float[pool.size()][];
  }

  /** By the vectors of a model. */
  static Similarities byVectors(List<Candidate> pool, ItemVectors model) {
    float[][] vectors = new float[pool.size()][model.vectorDimensions()];
    for (int at = 0; at < vectors.length; at++) {
      int item = pool.get(at).item();
      if (item != Candidate.UNKNOWN) {
        model.itemVector(item, vectors[at], 0);
        normalize(vectors[at]);
      }
    }
    return new Similarities(pool, vectors, null);
  }

  private static void normalize(float[] vector) {
    double length = 0;
    for (float element : vector) {
      length += (double) element * element;
    }
    if (length > 0) {
      float scale = (float) (1 / Math.sqrt(length));
      for (int f = 0; f < vector.length; f++) {
        vector[f] *= scale;
      }
    }
  }

  /** By the categories of the catalogue. */
  static Similarities byCategories(List<Candidate> pool, ItemFacts facts) {
    int[][] categories = new int[pool.size()][];
    for (int at = 0; at < categories.length; at++) {
      int[] sorted = facts.categories(pool.get(at).number()).clone();
      Arrays.sort(sorted);
      categories[at] = sorted;
    }
    return new Similarities(pool, null, categories);
  }

  /** The place of a candidate in the pool. */
  int place(Candidate candidate) {
    return places.get(candidate.itemId());
  }

  /** The similarities of the candidate at that place to all, by place; not to be changed. */
  float[] row(int place) {
    if (rows[place] == null) {
      float[] row = new float[rows.length];
      for (int other = 0; other < row.length; other++) {
        row[other] =
            vectors == null
                ? jaccard(categories[place], categories[other])
                : cosine(vectors[place], vectors[other]);
      }
      rows[place] = row;
    }
    return rows[place];
  }

  private static float cosine(float[] one, float[] other) {
    float sum = 0;
    for (int f = 0; f < one.length; f++) {
      sum += one[f] * other[f];
    }
    return Math.clamp(sum, 0f, 1f);
  }

  private static float jaccard(int[] one, int[] other) {
    int common = 0;
    int a = 0;
    int b = 0;
    while (a < one.length && b < other.length) {
      int order = Integer.compare(one[a], other[b]);
      common += order == 0 ? 1 : 0;
      a += order <= 0 ? 1 : 0;
      b += order >= 0 ? 1 : 0;
    }
    int all = one.length + other.length - common;
    return all == 0 ? 0 : (float) common / all;
  }
}
