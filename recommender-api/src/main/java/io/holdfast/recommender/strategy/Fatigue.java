package io.holdfast.recommender.strategy;

import io.holdfast.recommender.strategy.StageParameter.Real;
import io.holdfast.recommender.strategy.StageParameter.Whole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Lets items rest that were shown to the user n times within d days without any interaction of the
 * user with them in these days. An item is back once fewer than n of those times lie within d days.
 * If too few others are left, the best resting items come, last, so that the list is not short.
 *
 * @param times n
 * @param days d
 */
record Fatigue(int times, double days) implements Stage {
  private static final String TIMES = "times";
  private static final String DAYS = "days";
  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  static final StageKind<Fatigue> KIND =
      StageKind.once(
          "fatigue",
          "Lets items rest that were shown to the user several times and ignored.",
          Phase.THIN,
          List.of(
              new Whole(TIMES, "How often an item is shown before it rests.", 3, 1, 1000),
              new Real(DAYS, "The days in which that counts.", 7.0, 0.01, 90)),
          given -> new Fatigue(given.whole(TIMES), given.real(DAYS)));

  @Override
  public UnaryOperator<List<Candidate>> on(List<Candidate> pool, Situation situation) {
    return candidates -> {
      List<Candidate> rested = new ArrayList<>(candidates.size());
      List<Candidate> tired = new ArrayList<>();
      for (Candidate candidate : candidates) {
        boolean rests = rests(situation.ignored().getOrDefault(candidate.itemId(), 0));
        (rests ? tired : rested).add(candidate);
      }
      int missing = Math.clamp(situation.limit() - rested.size(), 0, tired.size());
      rested.addAll(tired.subList(0, missing));
      return rested;
    };
  }

  /** Whether an item rests that was shown so often without an answer. */
  boolean rests(int ignored) {
    return ignored >= times;
  }

  @Override
  public Duration memory() {
    return Duration.ofMillis((long) (days * MILLIS_PER_DAY));
  }
}
