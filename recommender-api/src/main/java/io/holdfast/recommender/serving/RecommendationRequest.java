package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.filter.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked for.
 *
 * @param userId for whom; null for an anonymous session
 * @param scenario the named place of the list
 * @param limit how many items; null for the scenario's own number
 * @param session what the request itself tells of the user or session
 * @param candidates the only items that may come, to be ordered; null for the whole catalogue
 * @param filter what an item must be like; null for anything
 * @param excluded items that must not come
 * @param contributions how many contributions to each score are told; null if the list is not to be
 *     explained
 * @param model rank with this model, whatever experiments say; null to go by experiments
 * @param variants the variant by experiment that someone wants to look at; empty for nobody
 * @param preview whether nobody of the audience sees the list, so that it exposes nobody
 * @param context country, platform and the like at exposure
 * @param at the moment of the request
 */
public record RecommendationRequest(
    String userId,
    String scenario,
    Integer limit,
    List<SessionInteraction> session,
    List<String> candidates,
    Filter filter,
    Set<String> excluded,
    Integer contributions,
    ModelReference model,
    Map<String, String> variants,
    boolean preview,
    Map<String, Object> context,
    Instant at) {
  public RecommendationRequest {
    session = List.copyOf(session);
    excluded = Set.copyOf(excluded);
    variants = Map.copyOf(variants);
    candidates = candidates == null ? null : List.copyOf(candidates);
  }

  /**
   * Something that the request tells, and the log need not know.
   *
   * @param itemId with what
   * @param type as in an interaction
   * @param occurredAt when
   */
  public record SessionInteraction(String itemId, String type, Instant occurredAt) {}
}
