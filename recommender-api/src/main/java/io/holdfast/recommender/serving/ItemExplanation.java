package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import java.util.List;

/**
 * Why an item has its score:
 *
 * <pre>score = baseline + Σ contributions + remainder</pre>
 *
 * @param kind what a contribution is: {@code least-squares}, {@code item-to-item}, {@code
 *     pairwise}, {@code rating} or {@code popularity}; {@code unknown-item} if no model that ranked
 *     knows the item, {@code unexplained} if the one that does cannot explain it
 * @param model the model that ranked the item; null if none did, or popularity counted from the log
 * @param score the model's score, before strategies; null if nothing is explained, as all below
 * @param baseline what is due to none of the user's items
 * @param contributions what the weightiest of the user's own items add to the score, weightiest
 *     first; negative if they speak against the item
 * @param remainder what all others add
 */
public record ItemExplanation(
    String kind,
    ModelReference model,
    Double score,
    Double baseline,
    List<Contribution> contributions,
    Double remainder) {
  /** The kind of an item that no model that ranked knows. */
  static final String UNKNOWN_ITEM = "unknown-item";

  /** The kind of an item that the model cannot explain. */
  static final String UNEXPLAINED = "unexplained";

  public ItemExplanation {
    contributions = contributions == null ? null : List.copyOf(contributions);
  }

  /** One without numbers. */
  static ItemExplanation without(String kind, ModelReference model) {
    return new ItemExplanation(kind, model, null, null, null, null);
  }

  /**
   * What one of the user's items adds to the score.
   *
   * @param itemId the user's item
   * @param value in units of the score
   */
  public record Contribution(String itemId, double value) {}
}
