package io.holdfast.metrics.results;

import io.holdfast.metrics.results.ExperimentPlan.Detectable;
import io.holdfast.metrics.results.ExperimentPlan.Need;
import io.holdfast.stickiness.statistics.Baseline;
import io.holdfast.stickiness.statistics.Inference;
import io.holdfast.stickiness.statistics.PowerAnalysis;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The power of an experiment with K challengers of any weights: each is compared with the control
 * at α / K, and the one with the fewest users decides how many all need. A pair that needs n users
 * needs n / (w₀ + w_k) of the whole experiment.
 *
 * <p>With more than two arms the always-valid interval is tuned to N* of all of them, where {@link
 * PowerAnalysis} tunes it to the pair's: half a percent wider with three equal arms.
 *
 * @param question what is planned
 * @param baseline of the metric
 * @param usersPerDay at a coverage of 1; null if not known
 */
record PlanArithmetic(PlanQuestion question, Baseline baseline, Double usersPerDay) {

  private static final List<Integer> DAYS = List.of(7, 14, 28);

  /** α of each comparison. */
  double alphaPerChallenger() {
    return question.alpha() / challengers().size();
  }

  /** How long after exposure a user counts, days. */
  int maturityDays() {
    return Math.toIntExact(question.metric().maturesAfter().toDays());
  }

  /** What the effect takes. */
  Need need(Inference inference) {
    long users = 0;
    for (double challenger : challengers()) {
      OptionalLong pair =
          analysis(inference, challenger)
              .requiredUsers(baseline, question.effect(), question.power());
      if (pair.isEmpty()) {
        return new Need(null, null, null, null);
      }
      users = Math.max(users, roundUp(pair.getAsLong() / pairShare(challenger)));
    }
    Long days = days(users);
    long all = users;
    return new Need(
        all,
        question.weights().stream().map(weight -> roundUp(all * weight)).toList(),
        days,
        days == null ? null : Boolean.valueOf(days <= question.longestDays()));
  }

  /** What would be found after one, two and four weeks. */
  List<Detectable> detectable() {
    return DAYS.stream()
        .map(
            day -> {
              Long users = maturedBy(day);
              return new Detectable(
                  day,
                  users,
                  smallest(Inference.ALWAYS_VALID, users),
                  smallest(Inference.FIXED_HORIZON, users));
            })
        .toList();
  }

  /** The effect that is found whichever challenger has it. */
  private Double smallest(Inference inference, Long users) {
    if (users == null) {
      return null;
    }
    double smallest = 0;
    for (double challenger : challengers()) {
      long pair = (long) (users * pairShare(challenger));
      OptionalDouble effect =
          pair < 1
              ? OptionalDouble.empty()
              : analysis(inference, challenger)
                  .minimumDetectableEffect(baseline, pair, question.power());
      if (effect.isEmpty()) {
        return null;
      }
      smallest = Math.max(smallest, effect.getAsDouble());
    }
    return smallest;
  }

  private Long maturedBy(int day) {
    return usersPerDay == null
        ? null
        : (long) (Math.max(0, day - maturityDays()) * usersPerDay * question.coverage());
  }

  private Long days(long users) {
    return usersPerDay == null
        ? null
        : roundUp(users / (usersPerDay * question.coverage())) + maturityDays();
  }

  private PowerAnalysis analysis(Inference inference, double challenger) {
    return new PowerAnalysis(alphaPerChallenger(), inference, challenger / pairShare(challenger));
  }

  private double pairShare(double challenger) {
    return question.weights().getFirst() + challenger;
  }

  private List<Double> challengers() {
    return question.weights().subList(1, question.weights().size());
  }

  /** The rounding of a quotient must not cost a user. */
  private static long roundUp(double users) {
    return (long) Math.ceil(users * (1 - 1e-12));
  }
}
