package io.holdfast.recommender.serving;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The most popular items. Thread-safe. */
@ApplicationScoped
class PopularCandidates implements CandidateSource {
  private final FallbackChain chain;

  PopularCandidates(FallbackChain chain) {
    this.chain = chain;
  }

  @Override
  public String name() {
    return "popular";
  }

  @Override
  public Optional<FallbackChain.Ranked> rank(Shelf shelf, RankItems.Query query) {
    ServableModel popular = shelf.popular();
    if (popular == null) {
      return Optional.empty();
    }
    return chain
        .attempt(popular, query)
        .map(
            items ->
                new FallbackChain.Ranked(
                    Source.POPULAR, popular.reference(), items, query.staging().trace()));
  }
}
