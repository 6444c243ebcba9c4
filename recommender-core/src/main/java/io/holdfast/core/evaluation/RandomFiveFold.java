package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * {@code random-5-fold}: ratings are dealt at random into five folds of equal size (but for one
 * rating); each fold is predicted by a model trained on the other four.
 *
 * <p>Of several ratings of one item by one user the latest stands and the others are left out
 * before dealing, so no fold is told of an earlier one. The deal follows from a seed and the order
 * of the log. At validation the first fold does not exist, and the second is predicted from the
 * other three: hyper-parameters chosen there have not seen the first.
 */
public final class RandomFiveFold implements RatingProtocol {

  /** The protocol's name. */
  public static final String NAME = "random-5-fold";

  static final int FOLDS = 5;

  private static final long DEFAULT_SEED = 5;
  private static final int LEFT_OUT = -1;

  private final long seed;

  /** The protocol as it is asked for by name. */
  public RandomFiveFold() {
    this(DEFAULT_SEED);
  }

  /** The protocol with its deal by {@code seed}. */
  public RandomFiveFold(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<RatingFold> folds(InteractionLog log, Stage stage) {
    int[] fold = deal(log);
    if (stage == Stage.VALIDATION) {
      return List.of(
          new RatingFold(log.where(row -> fold[row] > 1), log.where(row -> fold[row] == 1)));
    }
    List<RatingFold> folds = new ArrayList<>();
    for (int held = 0; held < FOLDS; held++) {
      int out = held;
      folds.add(
          new RatingFold(
              log.where(row -> fold[row] != out && fold[row] != LEFT_OUT),
              log.where(row -> fold[row] == out)));
    }
    return folds;
  }

  /** The fold of each row. */
  private int[] deal(InteractionLog log) {
    int[] rows = LatestRatings.rows(log);
    if (rows.length < FOLDS) {
      throw new IllegalArgumentException(
          "%s needs %d ratings, there are %d".formatted(NAME, FOLDS, rows.length));
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] fold = new int[log.size()];
    Arrays.fill(fold, LEFT_OUT);
    for (int last = rows.length - 1; last >= 0; last--) {
      int chosen = random.nextInt(last + 1);
      int row = rows[chosen];
      rows[chosen] = rows[last];
      fold[row] = last % FOLDS;
    }
    return fold;
  }
}
