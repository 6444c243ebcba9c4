package io.holdfast.recommender.strategy;

import io.holdfast.recommender.strategy.StageParameter.Real;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Lowers items by a power of their popularity, c being the number of distinct users that an item
 * had when the model was trained and c_min the least of the candidates':
 *
 * <pre>
 * r' = r · ((1 + c_min) / (1 + c))^γ
 * </pre>
 *
 * The propensity of Steck (2011), "Item popularity and recommendation accuracy", RecSys, is such a
 * power: that an item was observed grows with its popularity, so dividing by it estimates what
 * people would choose if all items were met alike. γ = 0 changes nothing; the least popular
 * candidate keeps its relevance. Items that the model does not know have c = 0.
 *
 * @param exponent γ
 */
record PopularityDamping(double exponent) implements Stage {
  private static final String GAMMA = "gamma";

  static final StageKind<PopularityDamping> KIND =
      StageKind.once(
          "popularity-damping",
          "Lowers items by a power of how many people had them.",
          Phase.SCORE,
          List.of(new Real(GAMMA, "The power; 0 changes nothing.", 0.25, 0, 5)),
          given -> new PopularityDamping(given.real(GAMMA)));

  @Override
  public UnaryOperator<List<Candidate>> on(List<Candidate> pool, Situation situation) {
    int least = pool.stream().mapToInt(candidate -> users(candidate, situation)).min().orElse(0);
    return candidates ->
        Relevance.sorted(
            Relevance.changed(
                candidates,
                candidate ->
                    candidate.relevance()
                        * Math.pow((1.0 + least) / (1.0 + users(candidate, situation)), exponent)));
  }

  private static int users(Candidate candidate, Situation situation) {
    return candidate.item() == Candidate.UNKNOWN
        ? 0
        : situation.model().userCount(candidate.item());
  }
}
