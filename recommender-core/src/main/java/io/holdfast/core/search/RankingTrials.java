package io.holdfast.core.search;

import io.holdfast.core.artifact.SearchReport;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Trains and measures one candidate after another on the same validation split, each with a share
 * of the budget. The users of a small share are among those of every larger one.
 */
final class Trials {

  /** Fewer users than this tell candidates apart by chance. */
  private static final int LEAST_USERS = 200;

  /** No interval is asked for, so the bootstrap may be as short as it gets. */
  private static final int BOOTSTRAP_SAMPLES = 2;

  private final ModelKind kind;
  private final InteractionLog log;
  private final Protocol protocol;
  private final EvaluationOptions options;
  private final String metric;
  private final Optional<String> epochs;
  private final Split split;
  private final List<EvaluationCase> shuffled;

  Trials(
      ModelKind kind,
      InteractionLog log,
      Protocol protocol,
      EvaluationOptions options,
      String metric,
      Optional<String> epochs) {
    this.kind = kind;
    this.log = log;
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
    this.epochs = epochs;
    this.split = protocol.split(log, Stage.VALIDATION);
    this.shuffled = shuffled(split.cases(), options.context().seed());
  }

  /** What grows with the share: {@code epochs} or {@code users}. */
  String budget() {
    return epochs.isPresent() ? "epochs" : "users";
  }

  /**
   * Measures a candidate.
   *
   * @param share of the whole budget, above 0, at most 1
   */
  SearchReport.Trial run(Parameters parameters, double share) {
    if (epochs.isPresent()) {
      int all = parameters.integer(epochs.get());
      int some = Math.clamp(Math.round(share * all), 1, all);
      Map<String, Object> shortened = new LinkedHashMap<>(parameters.asMap());
      shortened.put(epochs.get(), some);
      double value = measure(kind.parameters().parse(shortened), split);
      return new SearchReport.Trial(parameters.asMap(), (double) some / all, value);
    }
    int all = shuffled.size();
    int some = Math.min(all, Math.max(LEAST_USERS, (int) Math.ceil(share * all)));
    List<EvaluationCase> cases = new ArrayList<>(shuffled.subList(0, some));
    cases.sort(Comparator.comparingInt(EvaluationCase::user));
    double value = measure(parameters, new Split(split.training(), cases));
    return new SearchReport.Trial(parameters.asMap(), (double) some / all, value);
  }

  private double measure(Parameters parameters, Split part) {
    EvaluationReport report =
        Evaluation.run(kind, log, protocol, part, options.withParameters(parameters));
    if (!report.confidence95().containsKey(metric)) {
      throw new IllegalArgumentException(
          "a search compares one of %s, not %s".formatted(report.confidence95().keySet(), metric));
    }
    return report.metric(metric);
  }

  private static List<EvaluationCase> shuffled(List<EvaluationCase> cases, long seed) {
    List<EvaluationCase> shuffled = new ArrayList<>(cases);
    SplittableRandom random = new SplittableRandom(seed);
    for (int last = shuffled.size() - 1; last > 0; last--) {
      Collections.swap(shuffled, last, random.nextInt(last + 1));
    }
    return shuffled;
  }
}
