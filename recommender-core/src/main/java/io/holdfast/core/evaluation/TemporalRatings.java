package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code temporal} for ratings: the cut of {@link Temporal}. What users with a rating before it
 * rate from it on is predicted, each user's latest rating of an item only, and none of an item that
 * the user has rated before the cut.
 */
public final class TemporalRatings implements RatingProtocol {

  @Override
  public String name() {
    return Temporal.NAME;
  }

  @Override
  public List<RatingFold> folds(InteractionLog log, Stage stage) {
    Temporal.Window window = Temporal.window(log, stage);
    InteractionLog training = log.where(row -> log.epochSecond(row) < window.cut());
    boolean[] known = new boolean[log.users().size()];
    Set<Long> rated = new HashSet<>();
    for (int row = 0; row < training.size(); row++) {
      known[training.user(row)] = true;
      rated.add(cell(training, row));
    }
    InteractionLog later =
        log.where(
            row ->
                log.epochSecond(row) >= window.cut()
                    && log.epochSecond(row) <= window.last()
                    && known[log.user(row)]
                    && !rated.contains(cell(log, row)));
    int[] latest = LatestRatings.rows(later);
    InteractionLog heldOut = later.where(row -> Arrays.binarySearch(latest, row) >= 0);
    if (training.size() == 0 || heldOut.size() == 0) {
      throw new IllegalArgumentException(
          "the temporal split at %d leaves %d ratings to train on and %d to predict"
              .formatted(window.cut(), training.size(), heldOut.size()));
    }
    return List.of(new RatingFold(training, heldOut));
  }

  private static long cell(InteractionLog log, int row) {
    return ((long) log.user(row) << Integer.SIZE) | log.item(row);
  }
}
