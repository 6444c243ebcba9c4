package io.holdfast.core.search;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.RatingEvaluation;
import io.holdfast.core.evaluation.RatingFold;
import io.holdfast.core.evaluation.RatingProtocol;
import io.holdfast.core.evaluation.Stage;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.ProgressListener;
import io.holdfast.core.model.RatingKind;
import java.util.List;
import java.util.Optional;

/** Trials of how well a kind predicts ratings. */
final class RatingTrials extends Trials {

  private static final List<String> METRICS = List.of(RatingEvaluation.RMSE, RatingEvaluation.MAE);

  private final RatingKind kind;
  private final InteractionLog log;
  private final RatingProtocol protocol;
  private final EvaluationOptions options;
  private final String metric;
  private final List<RatingFold> folds;
  private final int[] order;

  RatingTrials(
      RatingKind kind,
      InteractionLog log,
      RatingProtocol protocol,
      EvaluationOptions options,
      String metric,
      Optional<String> epochs) {
    super(kind, epochs);
    if (!METRICS.contains(metric)) {
      throw new IllegalArgumentException(
          "a search compares one of %s, not %s".formatted(METRICS, metric));
    }
    this.kind = kind;
    this.log = kind.learnsFrom(log);
    this.protocol = protocol;
    this.options =
        new EvaluationOptions(
            options.parameters(),
            options.context().withProgress(ProgressListener.none()),
            options.seen(),
            options.cutoff(),
            Stage.VALIDATION,
            BOOTSTRAP_SAMPLES);
    this.metric = metric;
    this.folds = protocol.folds(this.log, Stage.VALIDATION);
    this.order = shuffled(this.log.users().size(), options.context().seed());
  }

  @Override
  int users() {
    return order.length;
  }

  @Override
  double measure(Parameters parameters, int users) {
    boolean[] asked = new boolean[order.length];
    for (int n = 0; n < users; n++) {
      asked[order[n]] = true;
    }
    List<RatingFold> parts =
        users == order.length ? folds : folds.stream().map(fold -> part(fold, asked)).toList();
    return RatingEvaluation.run(kind, log, protocol, parts, options.withParameters(parameters))
        .metric(metric);
  }

  private static RatingFold part(RatingFold fold, boolean[] asked) {
    InteractionLog heldOut = fold.heldOut();
    return new RatingFold(fold.training(), heldOut.where(row -> asked[heldOut.user(row)]));
  }
}
