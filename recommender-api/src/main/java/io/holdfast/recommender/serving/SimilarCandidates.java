package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The items that are like the one that the user liked last. Thread-safe. */
@ApplicationScoped
class SimilarCandidates implements CandidateSource {
  private final FindSimilar similar;

  SimilarCandidates(FindSimilar similar) {
    this.similar = similar;
  }

  @Override
  public String name() {
    return "similar";
  }

  @Override
  public Optional<FallbackChain.Ranked> rank(Shelf shelf, RankItems.Query query) {
    if (query.taste().liked().isEmpty()) {
      return Optional.empty();
    }
    String last = query.taste().liked().getLast().itemId();
    return FindSimilar.comparing(shelf, last).flatMap(model -> like(last, model, query));
  }

  private Optional<FallbackChain.Ranked> like(
      String last, ServableModel model, RankItems.Query query) {
    List<ServedItem> items = similar.like(last, model, query);
    return items.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FallbackChain.Ranked(Source.SIMILAR, model.reference(), List.of(), items, null));
  }
}
