package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.data.UserSequences;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.RatingModel;
import io.holdfast.core.model.RatingPredictions;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Trains a model on one part of the ratings and predicts the others, fold by fold; see {@link
 * RatingErrors} for the metrics.
 *
 * <p>A user's history is the user's training ratings. Predictions are clipped to the range of the
 * training ratings before errors are taken. Deterministic for a seed, whatever the number of
 * threads.
 */
public final class RatingEvaluation {

  /** Root mean squared error. */
  public static final String RMSE = "rmse";

  /** Mean absolute error. */
  public static final String MAE = "mae";

  /** The share of ratings inside their 95 % predictive interval. */
  public static final String COVERAGE = "coverage95";

  private static final int USERS_PER_CHUNK = 8;
  private static final double NANOS = 1e9;

  private RatingEvaluation() {}

  /**
   * Splits, trains, predicts.
   *
   * @throws IllegalArgumentException if the log cannot be split that way, or the model not trained
   *     on what is left
   */
  public static EvaluationReport run(
      RatingKind kind, InteractionLog all, RatingProtocol protocol, EvaluationOptions options) {
    InteractionLog log = kind.learnsFrom(all);
    return run(kind, log, protocol, protocol.folds(log, options.stage()), options);
  }

  /**
   * Trains and predicts on folds that are already made, or on parts of them.
   *
   * @param folds of {@code protocol} and the stage of {@code options}
   * @throws IllegalArgumentException if the model cannot be trained on them
   */
  public static EvaluationReport run(
      RatingKind kind,
      InteractionLog log,
      RatingProtocol protocol,
      List<RatingFold> folds,
      EvaluationOptions options) {
    RatingErrors errors = new RatingErrors(folds.size(), log.users().size());
    long training = 0;
    long predicting = 0;
    Map<String, Object> parameters = options.parameters().asMap();
    for (int fold = 0; fold < folds.size(); fold++) {
      long start = System.nanoTime();
      InteractionMatrix matrix = folds.get(fold).training().toMatrix(kind.duplicates());
      RatingModel model = kind.train(matrix, options.parameters(), options.context());
      long trained = System.nanoTime();
      predict(model, folds.get(fold), fold, errors, options.context().threads());
      training += trained - start;
      predicting += System.nanoTime() - trained;
      parameters = model.parameters().asMap();
    }
    return new EvaluationReport(
        kind.name(),
        parameters,
        options.context().seed(),
        protocol.name(),
        options.stage(),
        SeenItems.KEEP,
        new EvaluationReport.Dataset(log.users().size(), log.items().size(), log.size()),
        errors.means(),
        errors.intervals(options.bootstrapSamples(), options.context().seed()),
        0,
        0,
        new EvaluationReport.Seconds(training / NANOS, predicting / NANOS),
        options.context().linearAlgebra().name(),
        errors.perUser());
  }

  private static void predict(
      RatingModel model, RatingFold split, int fold, RatingErrors errors, int threads) {
    InteractionLog training = split.training();
    InteractionLog heldOut = split.heldOut();
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < training.size(); row++) {
      lowest = Math.min(lowest, training.value(row));
      highest = Math.max(highest, training.value(row));
    }
    double low = lowest;
    double high = highest;
    UserSequences told = training.byUser();
    UserSequences asked = heldOut.byUser();
    try (ParallelLoop loop = new ParallelLoop(threads)) {
      loop.run(
          CostPartition.even(asked.users(), USERS_PER_CHUNK),
          (worker, from, to) -> {
            for (int user = from; user < to; user++) {
              if (asked.length(user) > 0) {
                int[] rows = rows(asked, user);
                RatingPredictions predictions =
                    model.predict(
                        Histories.of(training, told, user, told.length(user)),
                        Arrays.stream(rows).map(heldOut::item).toArray());
                add(errors, fold, user, heldOut, rows, predictions, low, high);
              }
            }
          });
    }
  }

  private static void add(
      RatingErrors errors,
      int fold,
      int user,
      InteractionLog heldOut,
      int[] rows,
      RatingPredictions predictions,
      double low,
      double high) {
    float[] deviations = predictions.deviations();
    for (int p = 0; p < rows.length; p++) {
      double mean = predictions.means()[p];
      errors.add(
          fold,
          user,
          heldOut.value(rows[p]),
          Math.clamp(mean, low, high),
          mean,
          deviations == null ? Double.NaN : deviations[p]);
    }
  }

  private static int[] rows(UserSequences sequences, int user) {
    int[] rows = new int[sequences.length(user)];
    Arrays.setAll(rows, position -> sequences.row(user, position));
    return rows;
  }
}
