package io.holdfast.metrics.rollup;

import io.holdfast.contracts.event.ErasureConfirmed;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.UserErased;
import io.holdfast.contracts.log.LoggedEvent;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.domain.Ledger;
import io.smallrye.mutiny.Uni;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a batch of the log's events does to the rollups, all of it in the ledger's transaction.
 * Thread-safe; the ledger is used by one call at a time.
 */
public final class ApplyEvents {

  /** The events that are read. */
  public static final Set<EventKind> KINDS =
      EnumSet.of(
          EventKind.INTERACTION,
          EventKind.RECOMMENDATION_SERVED,
          EventKind.EXPOSURE_RECORDED,
          EventKind.EXPERIMENT_CHANGED,
          EventKind.USER_CHANGED,
          EventKind.MODEL_ACTIVATED,
          EventKind.DECISION_MADE,
          EventKind.USER_ERASED,
          EventKind.CLOCK_ADVANCED);

  private final EvaluationTime evaluationTime;
  private final EraseUser eraseUser = new EraseUser();

  /** By that clock. */
  public ApplyEvents(EvaluationTime evaluationTime) {
    this.evaluationTime = evaluationTime;
  }

  /**
   * Applies a batch.
   *
   * @param ledger where to
   * @param events in the order of the log
   * @return what is to be appended to the log as the transaction's last step; mostly nothing
   */
  public Uni<List<ErasureConfirmed>> apply(Ledger ledger, List<LoggedEvent> events) {
    return ledger
        .progress()
        .read()
        .chain(
            standing ->
                ledger
                    .progress()
                    .journal()
                    .map(journal -> Steps.of(events, evaluationTime, standing, journal)))
        .chain(
            steps ->
                inOrder(
                        steps.stream()
                            .map(step -> Uni.createFrom().deferred(() -> run(ledger, step))))
                    .replaceWith(() -> confirmations(steps)));
  }

  private static List<ErasureConfirmed> confirmations(List<Step> steps) {
    return steps.stream()
        .filter(Step.Erase.class::isInstance)
        .map(step -> EraseUser.confirmation(((Step.Erase) step).erasure()))
        .toList();
  }

  private Uni<Void> run(Ledger ledger, Step step) {
    return switch (step) {
      case Step.Facts facts -> new ApplyFacts(ledger).apply(facts);
      case Step.Define define -> define(ledger, define.experiment());
      case Step.Decided decided -> ledger.history().decided(decided.decision());
      case Step.Activated activated -> ledger.history().activated(activated.activation());
      case Step.Erase erase -> erase(ledger, erase.erasure());
      case Step.Advance advance -> ledger.progress().advanced(advance.eventTime());
      case Step.Evaluate evaluate -> new EvaluateDay(ledger).evaluate(evaluate.evaluation());
    };
  }

  private Uni<Void> erase(Ledger ledger, UserErased erasure) {
    return erasure.userId() == null
        ? Uni.createFrom().voidItem()
        : eraseUser.erase(ledger, erasure.userId());
  }

  private static Uni<Void> define(Ledger ledger, ExperimentChanged definition) {
    return ledger
        .experiments()
        .named(List.of(definition.key()))
        .chain(
            known -> {
              Experiment experiment = known.get(definition.key());
              Uni<Void> defined =
                  ledger
                      .experiments()
                      .define(experiment.number(), definition, experiment.stratumOf(definition));
              return !experiment.isDefined() || addsMetrics(experiment.definition(), definition)
                  ? defined.chain(() -> ledger.outcomes().takeAnew(experiment.number()))
                  : defined;
            });
  }

  private static boolean addsMetrics(ExperimentChanged before, ExperimentChanged after) {
    return !ExperimentMetrics.names(before.policy())
        .containsAll(ExperimentMetrics.names(after.policy()));
  }

  /** One after the other. */
  static Uni<Void> inOrder(Stream<Uni<Void>> steps) {
    return steps.reduce(Uni.createFrom().voidItem(), (before, next) -> before.chain(() -> next));
  }
}
