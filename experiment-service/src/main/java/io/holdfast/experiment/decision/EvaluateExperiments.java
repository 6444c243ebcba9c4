package io.holdfast.experiment.decision;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.clock.Watermark;
import io.holdfast.contracts.decision.DecisionRule;
import io.holdfast.contracts.decision.ExperimentResults;
import io.holdfast.contracts.decision.Levels;
import io.holdfast.contracts.decision.Outcome;
import io.holdfast.contracts.decision.Reading;
import io.holdfast.experiment.domain.Evaluations;
import io.holdfast.experiment.domain.Evaluations.Attempt;
import io.holdfast.experiment.domain.Evaluations.Decided;
import io.holdfast.experiment.domain.Evaluations.Evaluation;
import io.holdfast.experiment.domain.Evaluations.Undecided;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Results;
import io.holdfast.experiment.domain.Results.Answer;
import io.holdfast.experiment.domain.ResultsUnavailableException;
import io.holdfast.experiment.domain.Variant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The daily evaluation: each running experiment once for each watermark day, by whichever replica
 * comes first. When several days went by, only the last one is evaluated, because its numbers hold
 * those of the days before.
 *
 * <p>If metrics-dashboard does not answer, or has not evaluated that day itself, nothing is
 * decided: the experiment says why, and is asked about again. Thread-safe.
 */
public final class EvaluateExperiments {
  private final Evaluations evaluations;
  private final Results results;
  private final Clock clock;
  private final DecisionSettings settings;
  private final Runnable changed;
  private final AskLater askLater;

  /**
   * Evaluates those.
   *
   * @param evaluations how far each experiment is
   * @param results where the numbers come from
   * @param clock what time it is
   * @param settings the watermark's lateness, and how patient to be
   * @param changed run after an evaluation was committed, which may have stopped an experiment
   */
  public EvaluateExperiments(
      Evaluations evaluations,
      Results results,
      Clock clock,
      DecisionSettings settings,
      Runnable changed) {
    this.evaluations = evaluations;
    this.results = results;
    this.clock = clock;
    this.settings = settings;
    this.changed = changed;
    this.askLater = new AskLater(settings.longestPause(), System::nanoTime);
  }

  /** Does all that is due now, one experiment after another; returns what became of each. */
  public Uni<List<Attempt>> tick() {
    Instant day = Watermark.of(clock, settings.lateness()).startOfDay();
    return evaluations
        .moveIdleOn(day)
        .chain(() -> evaluations.due(day))
        .onItem()
        .transformToMulti(keys -> Multi.createFrom().iterable(keys))
        .filter(askLater::mayAsk)
        .onItem()
        .transformToUniAndConcatenate(
            key -> evaluations.evaluate(key, day, this::evaluate).invoke(changed))
        .collect()
        .asList();
  }

  private Uni<Evaluation> evaluate(Experiment experiment, Instant day) {
    String key = experiment.key();
    Levels levels = Levels.of(experiment.spec().policy(), experiment.spec().challengers().size());
    return read(experiment, levels)
        .map(
            answers -> {
              askLater.answered(key);
              return answers
                  .map(both -> judge(experiment, day, levels, both))
                  .orElseGet(
                      () ->
                          new Undecided(
                              "metrics-behind: metrics-dashboard does not know the experiment yet, the day is "
                                  + day));
            })
        .onFailure(ResultsUnavailableException.class)
        .recoverWithItem(
            failure -> {
              askLater.failed(key);
              return new Undecided(failure.getMessage());
            });
  }

  private Uni<Optional<BothLevels>> read(Experiment experiment, Levels levels) {
    Uni<Optional<Answer>> atPromotion = results.read(experiment.key(), levels.promotion());
    if (levels.promotion() == levels.rollBack()) {
      return atPromotion.map(answer -> answer.map(both -> new BothLevels(both, both)));
    }
    return atPromotion.chain(
        promotion ->
            results
                .read(experiment.key(), levels.rollBack())
                .map(
                    rollBack ->
                        promotion.flatMap(
                            one -> rollBack.map(other -> new BothLevels(one, other)))));
  }

  private Evaluation judge(Experiment experiment, Instant day, Levels levels, BothLevels answers) {
    ExperimentResults promotion = answers.promotion().results();
    ExperimentResults rollBack = answers.rollBack().results();
    if (promotion.evaluatedThrough() == null) {
      return new Undecided("metrics-behind: no day is evaluated yet, the day is " + day);
    }
    if (promotion.evaluatedThrough().isBefore(day)) {
      return new Undecided(
          "metrics-behind: results reach %s, the day is %s"
              .formatted(promotion.evaluatedThrough(), day));
    }
    if (!promotion.evaluatedThrough().equals(rollBack.evaluatedThrough())) {
      return new Undecided("metrics-moving: results went on while they were read");
    }
    if (promotion.revision() != null && promotion.revision() < experiment.revision()) {
      return new Undecided(
          "metrics-behind: results are of revision %d, the experiment is at %d"
              .formatted(promotion.revision(), experiment.revision()));
    }
    Outcome outcome =
        DecisionRule.decide(
            new Reading(
                experiment.spec().policy(),
                experiment.spec().challengers().stream().map(Variant::name).toList(),
                experiment.startedAt(),
                day,
                promotion,
                rollBack));
    RuleDecision decision =
        new RuleDecision(
            day,
            outcome,
            Evidence.of(levels, answers.promotion(), answers.rollBack(), outcome),
            promotion.watermark(),
            clock.now());
    return new Decided(decision::change);
  }

  private record BothLevels(Answer promotion, Answer rollBack) {}
}
