package io.holdfast.core.search;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.evaluation.Evaluation;
import io.holdfast.core.evaluation.EvaluationCase;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.EvaluationReport;
import io.holdfast.core.evaluation.Protocol;
import io.holdfast.core.evaluation.Split;
import io.holdfast.core.evaluation.Stage;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.ProgressListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Trials of how well a kind ranks. */
final class RankingTrials extends Trials {

  private final ModelKind kind;
  private final InteractionLog log;
  private final Protocol protocol;
  private final EvaluationOptions options;
  private final String metric;
  private final Split split;
  private final int[] order;

  RankingTrials(
      ModelKind kind,
      InteractionLog log,
      Protocol protocol,
      EvaluationOptions options,
      String metric,
      Optional<String> epochs) {
    super(kind, epochs);
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
    this.split = protocol.split(this.log, Stage.VALIDATION);
    this.order = shuffled(split.cases().size(), options.context().seed());
  }

  @Override
  int users() {
    return order.length;
  }

  @Override
  double measure(Parameters parameters, int users) {
    List<EvaluationCase> cases = new ArrayList<>();
    for (int n = 0; n < users; n++) {
      cases.add(split.cases().get(order[n]));
    }
    cases.sort(Comparator.comparingInt(EvaluationCase::user));
    EvaluationReport report =
        Evaluation.run(
            kind,
            log,
            protocol,
            new Split(split.training(), cases),
            options.withParameters(parameters));
    if (!report.confidence95().containsKey(metric)) {
      throw new IllegalArgumentException(
          "a search compares one of %s, not %s".formatted(report.confidence95().keySet(), metric));
    }
    return report.metric(metric);
  }
}
