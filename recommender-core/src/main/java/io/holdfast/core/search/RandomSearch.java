package io.holdfast.core.search;

import io.holdfast.core.artifact.SearchReport;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.MetricDirection;
import io.holdfast.core.evaluation.Protocol;
import io.holdfast.core.evaluation.RatingProtocol;
import io.holdfast.core.evaluation.Stage;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Random search (Bergstra &amp; Bengio 2012) with successive halving (Jamieson &amp; Talwalkar
 * 2016, Algorithm 1; the rounds are those of {@link Halving}).
 *
 * <p>Candidate 0 is the shipped default, the others are drawn from the kind's {@link SearchSpace};
 * parameters that are given stay as they are in all of them. Candidate 0 skips to the last round,
 * so the winner is never worse than the default on the whole of the validation data. Which of two
 * values is better follows from the metric, see {@link MetricDirection}. What grows from round to
 * round is the number of epochs for kinds that train in epochs (of samples for those that sample),
 * and otherwise the number of users who are asked; a longer trial starts anew, it does not go on
 * with the shorter.
 *
 * <p>Only {@link Stage#VALIDATION} is asked of the protocol: what it holds out for the test plays
 * no part. Deterministic for a seed; candidate c is the same however many there are, so a longer
 * search tries what a shorter one tried and more. Costs about 2⌈log₂ n⌉ + 1 full trials where the
 * budget is what a trial's cost depends on.
 */
public final class RandomSearch {

  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final ModelKind kind;
  private final SearchSettings settings;
  private final MetricDirection direction;
  private final Trials trials;
  private final SearchListener listener;
  private final Halving halving;
  private int done;

  private RandomSearch(
      ModelKind kind, SearchSettings settings, Trials trials, SearchListener listener) {
    this.kind = kind;
    this.settings = settings;
    this.direction = MetricDirection.of(settings.metric());
    this.trials = trials;
    this.listener = listener;
    this.halving = new Halving(settings.candidates());
  }

  /**
   * Searches for what ranks best.
   *
   * @param options how to evaluate; its parameters and stage are of no account. Its seed draws the
   *     candidates and users, and trains the models
   * @throws IllegalArgumentException if the kind has no parameter to search, a given parameter is
   *     wrong, the log cannot be split, or the metric is not a mean over users of this protocol
   */
  public static SearchReport run(
      ModelKind kind,
      InteractionLog log,
      Protocol protocol,
      EvaluationOptions options,
      SearchSettings settings,
      SearchListener listener) {
    SearchSpace space = space(kind, settings);
    Trials trials =
        new RankingTrials(kind, log, protocol, options, settings.metric(), space.epochs());
    return new RandomSearch(kind, settings, trials, listener)
        .report(protocol.name(), options.context().seed(), space);
  }

  /**
   * Searches for what predicts ratings best.
   *
   * @param options as above
   * @throws IllegalArgumentException if the kind has no parameter to search, a given parameter is
   *     wrong, the log cannot be split, or the metric is no error of ratings
   */
  public static SearchReport run(
      RatingKind kind,
      InteractionLog log,
      RatingProtocol protocol,
      EvaluationOptions options,
      SearchSettings settings,
      SearchListener listener) {
    SearchSpace space = space(kind, settings);
    Trials trials =
        new RatingTrials(kind, log, protocol, options, settings.metric(), space.epochs());
    return new RandomSearch(kind, settings, trials, listener)
        .report(protocol.name(), options.context().seed(), space);
  }

  private static SearchSpace space(ModelKind kind, SearchSettings settings) {
    Parameters fallback = kind.parameters().parse(settings.given());
    SearchSpace space = kind.searchSpace(fallback).without(settings.given().keySet());
    if (space.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to search in " + kind.name());
    }
    return space;
  }

  private List<Parameters> candidates(SearchSpace space, long seed) {
    List<Parameters> candidates = new ArrayList<>();
    candidates.add(kind.parameters().parse(settings.given()));
    for (int c = 1; c < settings.candidates(); c++) {
      SplittableRandom random = new SplittableRandom(seed + c * STEP);
      Map<String, Object> values = new LinkedHashMap<>(settings.given());
      values.putAll(space.draw(random));
      candidates.add(kind.parameters().parse(values));
    }
    return candidates;
  }

  private SearchReport report(String protocol, long seed, SearchSpace space) {
    List<Parameters> candidates = candidates(space, seed);
    SearchReport.Trial[] latest = new SearchReport.Trial[candidates.size()];
    List<Integer> left = new ArrayList<>();
    for (int c = 1; c < latest.length; c++) {
      left.add(c);
    }
    for (int round = 0; round < halving.rounds(); round++) {
      for (int c : left) {
        latest[c] = attempt(candidates.get(c), halving.share(round));
      }
      // A stable sort: of equal values the earlier candidate goes on.
      left.sort(Comparator.comparing(c -> latest[c].value(), direction.bestFirst()));
      if (round + 1 < halving.rounds()) {
        left = new ArrayList<>(left.subList(0, halving.challengers(round + 1)));
        left.sort(Comparator.naturalOrder());
      }
    }
    latest[0] = attempt(candidates.getFirst(), 1);
    int best = left.getFirst();
    int winner = direction.isBetter(latest[best].value(), latest[0].value()) ? best : 0;
    return new SearchReport(
        protocol,
        settings.metric(),
        seed,
        candidates.size(),
        trials.budget(),
        latest[winner].parameters(),
        latest[winner].value(),
        latest[0].value(),
        List.of(latest));
  }

  private SearchReport.Trial attempt(Parameters parameters, double share) {
    SearchReport.Trial trial = trials.run(parameters, share);
    listener.tried(++done, halving.trials(), trial);
    return trial;
  }
}
