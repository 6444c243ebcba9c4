package io.holdfast.recommender.assignment;

import io.holdfast.contracts.event.ModelReference;
import java.util.Objects;

/**
 * The two variants whose rankings are interleaved for a user.
 *
 * @param control the control's name
 * @param controlModel its model; null for the active one
 * @param challenger the other variant's name
 * @param challengerModel its model; null for the active one
 */
public record RankingPair(
    String control,
    ModelReference controlModel,
    String challenger,
    ModelReference challengerModel) {
  public RankingPair {
    Objects.requireNonNull(control, "control");
    Objects.requireNonNull(challenger, "challenger");
  }
}
