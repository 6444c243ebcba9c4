package io.holdfast.recommender.serving;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The items that more users take to than before. Thread-safe. */
@ApplicationScoped
class TrendingCandidates implements CandidateSource {
  private final CountedModels counted;
  private final FallbackChain chain;

  TrendingCandidates(CountedModels counted, FallbackChain chain) {
    this.counted = counted;
    this.chain = chain;
  }

  @Override
  public String name() {
    return "trending";
  }

  @Override
  public Optional<FallbackChain.Ranked> rank(Shelf shelf, RankItems.Query query) {
    return counted
        .rising()
        .flatMap(
            rising ->
                chain
                    .attempt(rising, query)
                    .map(
                        items ->
                            new FallbackChain.Ranked(
                                Source.TRENDING,
                                null,
                                List.of(Ranker.of(rising)),
                                items,
                                query.staging().trace())));
  }
}
