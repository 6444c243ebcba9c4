package io.holdfast.recommender.strategy;

/**
 * An item that may come into a list, on its way through the stages.
 *
 * @param item its index in the model; {@link #UNKNOWN} if the model does not know it
 * @param number its number in the catalogue
 * @param itemId its id
 * @param score the model's score, which no stage changes
 * @param relevance what stages order by, see {@link Relevance}
 * @param propensity the probability that it got its place; null where nothing was random
 */
public record Candidate(
    int item, int number, String itemId, double score, double relevance, Double propensity) {
  /** The index of an item that the model does not know. */
  public static final int UNKNOWN = -1;

  /** A candidate as retrieval brings it, before it has a relevance. */
  public static Candidate retrieved(int item, int number, String itemId, double score) {
    return new Candidate(item, number, itemId, score, 0, null);
  }

  Candidate withRelevance(double changed) {
    return new Candidate(item, number, itemId, score, changed, propensity);
  }

  Candidate withPropensity(double known) {
    return new Candidate(item, number, itemId, score, relevance, known);
  }
}
