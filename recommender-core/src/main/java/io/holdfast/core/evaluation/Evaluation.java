package io.holdfast.core.evaluation;

import io.holdfast.core.artifact.Interval;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains a model on one part of a log and ranks the full catalogue for the users of the other.
 *
 * <p>Metrics: {@code hr@k}, {@code recall@k} (the share of a user's targets), {@code ndcg@k},
 * {@code map@k} and {@code mrr}, means over users, or those that the protocol names; {@code
 * novelty@k} and {@code diversity@k}, means too; {@code coverage@k} and {@code gini@k}, which are
 * of all lists together and so have no interval. Ties in scores count against the model.
 * Deterministic for a seed, whatever the number of threads. O(users asked · (score + items)).
 */
public final class Evaluation {

  private static final int CASES_PER_CHUNK = 32;

  /** What a worker may hold of scores: 16 MB. */
  private static final int SCORES_AT_ONCE = 1 << 22;

  private static final double NANOS = 1e9;

  private Evaluation() {}

  /**
   * Splits, trains, ranks.
   *
   * @throws IllegalArgumentException if the log cannot be split that way, or the model not trained
   *     on what is left
   */
  public static EvaluationReport run(
      ModelKind kind, InteractionLog log, Protocol protocol, EvaluationOptions options) {
    InteractionLog known = kind.learnsFrom(log);
    return run(kind, known, protocol, protocol.split(known, options.stage()), options);
  }

  /**
   * Trains and ranks on a split that is already made, or on a part of one.
   *
   * @param split of {@code protocol} and the stage of {@code options}
   * @throws IllegalArgumentException if the model cannot be trained on it, or nobody is asked
   */
  public static EvaluationReport run(
      ModelKind kind,
      InteractionLog log,
      Protocol protocol,
      Split split,
      EvaluationOptions options) {
    long start = System.nanoTime();
    InteractionMatrix training = split.training().toMatrix(kind.duplicates());
    RankingModel model = kind.train(training, options.parameters(), options.context());
    long trained = System.nanoTime();
    List<EvaluationCase> cases = new ArrayList<>();
    int targets = 0;
    int keptTargets = 0;
    for (EvaluationCase given : split.cases()) {
      EvaluationCase kept = options.seen() == SeenItems.MASK ? withoutSeen(given) : given;
      targets += given.targets().length;
      keptTargets += kept.targets().length;
      if (kept.targets().length > 0) {
        cases.add(kept);
      }
    }
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("every target is in its user's history: none is left");
    }
    Exposure exposure =
        new Exposure(
            options.cutoff(),
            training.usersPerItem(),
            usersOf(training),
            options.context().threads());
    IntraListDiversity diversity = new IntraListDiversity(training, options.context().threads());
    UserMetrics perUser =
        rank(
            model,
            cases,
            MetricAtCutoff.of(protocol, options.cutoff()),
            exposure,
            diversity,
            options);
    Map<String, Double> means = new LinkedHashMap<>();
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (String name : perUser.metrics()) {
      double[] values = perUser.values(name);
      means.put(name, Bootstrap.mean(values));
      intervals.put(
          name, Bootstrap.interval95(values, options.bootstrapSamples(), options.context().seed()));
    }
    means.put("coverage@" + options.cutoff(), exposure.coverage());
    means.put("gini@" + options.cutoff(), exposure.gini());
    return new EvaluationReport(
        kind.name(),
        model.parameters().asMap(),
        options.context().seed(),
        protocol.name(),
        options.stage(),
        options.seen(),
        new EvaluationReport.Dataset(log.users().size(), log.items().size(), log.size()),
        means,
        intervals,
        targets - keptTargets,
        split.cases().size() - cases.size(),
        new EvaluationReport.Seconds(
            (trained - start) / NANOS, (System.nanoTime() - trained) / NANOS),
        options.context().linearAlgebra().name(),
        perUser);
  }

  /** The metric that models are compared by: the NDCG that a report of {@code protocol} has. */
  public static String primaryMetric(Protocol protocol, int cutoff) {
    return MetricAtCutoff.of(protocol, cutoff).stream()
        .filter(column -> column.metric() == RankingMetric.NDCG)
        .findFirst()
        .orElseThrow()
        .label();
  }

  private static EvaluationCase withoutSeen(EvaluationCase given) {
    int[] seen = given.history().distinctItems();
    int[] targets =
        Arrays.stream(given.targets()).filter(t -> Arrays.binarySearch(seen, t) < 0).toArray();
    return new EvaluationCase(given.user(), given.history(), targets);
  }

  private static int usersOf(InteractionMatrix training) {
    int users = 0;
    for (int u = 0; u < training.rows(); u++) {
      users += training.rowEnd(u) > training.rowStart(u) ? 1 : 0;
    }
    return users;
  }

  private static UserMetrics rank(
      RankingModel model,
      List<EvaluationCase> cases,
      List<MetricAtCutoff> metrics,
      Exposure exposure,
      IntraListDiversity diversity,
      EvaluationOptions options) {
    double[][] values = new double[metrics.size()][cases.size()];
    double[] novelty = new double[cases.size()];
    double[] diversities = new double[cases.size()];
    int items = model.items().size();
    int chunk = Math.clamp(SCORES_AT_ONCE / items, 1, CASES_PER_CHUNK);
    float[][] scores = new float[options.context().threads()][items];
    try (ParallelLoop loop = new ParallelLoop(options.context().threads())) {
      loop.run(
          CostPartition.even(cases.size(), chunk),
          (worker, from, to) -> {
            float[] all = new float[(to - from) * items];
            model.scoreAll(
                cases.subList(from, to).stream().map(EvaluationCase::history).toList(), all);
            for (int c = from; c < to; c++) {
              EvaluationCase asked = cases.get(c);
              System.arraycopy(all, (c - from) * items, scores[worker], 0, items);
              ItemFilter filter =
                  options.seen() == SeenItems.MASK
                      ? ItemFilter.excluding(asked.history().distinctItems())
                      : ItemFilter.all();
              int[] ranks = TargetRanks.of(scores[worker], asked.targets(), filter);
              for (int m = 0; m < values.length; m++) {
                values[m][c] = metrics.get(m).of(ranks);
              }
              // A model that has nothing to say shows no list.
              if (model.canRank(asked.history())) {
                TopK list = exposure.show(worker, scores[worker], filter);
                novelty[c] = exposure.novelty(list);
                diversities[c] = diversity.of(worker, list.items());
              }
            }
          });
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int m = 0; m < values.length; m++) {
      columns.put(metrics.get(m).label(), values[m]);
    }
    columns.put("novelty@" + options.cutoff(), novelty);
    columns.put("diversity@" + options.cutoff(), diversities);
    return new UserMetrics(cases.stream().mapToInt(EvaluationCase::user).toArray(), columns);
  }
}
