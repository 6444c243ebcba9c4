package io.holdfast.recommender.assignment;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.ModelReference;
import java.util.List;

/**
 * The variants of one user in one scenario.
 *
 * @param variants one for each running experiment that the user takes part in
 * @param model the model that they put in the active one's place; null if they leave it
 * @param interleaved the variants whose rankings are mixed; null if none are, and then {@code
 *     model} ranks
 * @param parameters what they put in the place of the scenario's settings; the later ones hold
 */
public record Assignments(
    List<AssignedVariant> variants,
    ModelReference model,
    RankingPair interleaved,
    List<VariantParameters> parameters) {
  /** No experiment concerns the request. */
  public static final Assignments NONE = new Assignments(List.of(), null, null, List.of());

  public Assignments {
    variants = List.copyOf(variants);
    parameters = List.copyOf(parameters);
  }
}
