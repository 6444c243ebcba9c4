package io.holdfast.metrics.log;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.Ledgers;
import io.holdfast.metrics.domain.Progress.Evaluation;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.metrics.rollup.ApplyEvents;
import io.holdfast.metrics.rollup.EvaluateDay;
import io.holdfast.metrics.rollup.EvaluationTime;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * In wall time, evaluates a watermark day once it has passed and the consumer has read everything
 * that was in the log then. In event time the log itself says when, and this does nothing.
 */
@Singleton
public class WallTimeEvaluation {

  private static final Logger LOG = Logger.getLogger(WallTimeEvaluation.class);

  private final Pool pool;
  private final Ledgers<SqlConnection> ledgers;
  private final EvaluationTime evaluationTime;
  private final Clock clock;
  private volatile boolean stopping;

  WallTimeEvaluation(
      Pool pool, Ledgers<SqlConnection> ledgers, EvaluationTime evaluationTime, Clock clock) {
    this.pool = pool;
    this.ledgers = ledgers;
    this.evaluationTime = evaluationTime;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx, ConsumptionConfig config) {
    if (!evaluationTime.isEventTime()) {
      next(vertx, config.evaluationInterval());
    }
  }

  void stop(@Observes ShutdownEvent stopped) {
    stopping = true;
  }

  private void next(Vertx vertx, Duration interval) {
    if (!stopping) {
      vertx.setTimer(
          interval.toMillis(),
          _ ->
              evaluateIfDue()
                  .onFailure()
                  .invoke(this::warn)
                  .subscribe()
                  .with(_ -> next(vertx, interval), _ -> next(vertx, interval)));
    }
  }

  private void warn(Throwable failure) {
    if (!stopping) {
      LOG.warn("a watermark day could not be evaluated; it is tried again", failure);
    }
  }

  Uni<Void> evaluateIfDue() {
    Instant day = evaluationTime.dayAt(clock.now());
    return pool.withTransaction(
        connection -> {
          Ledger ledger = ledgers.in(connection);
          return ledger
              .progress()
              .read()
              .chain(
                  standing ->
                      isEvaluated(standing, day)
                          ? Uni.createFrom().voidItem()
                          : evaluateWhenCaughtUp(connection, ledger, day));
        });
  }

  private static boolean isEvaluated(Standing standing, Instant day) {
    return standing.evaluatedThrough() != null && !day.isAfter(standing.evaluatedThrough());
  }

  private Uni<Void> evaluateWhenCaughtUp(SqlConnection connection, Ledger ledger, Instant day) {
    return Cursor.tryLock(connection)
        .chain(
            locked ->
                locked.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : PgEventLog.read(connection, locked.getAsLong(), 1, ApplyEvents.KINDS)
                        .chain(
                            unread ->
                                unread.isEmpty()
                                    ? evaluate(ledger, new Evaluation(day, locked.getAsLong()))
                                    : Uni.createFrom().voidItem()));
  }

  /** After a replay, first what was evaluated at this position the first time. */
  private static Uni<Void> evaluate(Ledger ledger, Evaluation evaluation) {
    return ledger
        .progress()
        .journal()
        .chain(
            journal -> {
              Uni<Void> done = ledger.progress().read().replaceWithVoid();
              for (Evaluation earlier : journal) {
                if (earlier.watermarkDay().isBefore(evaluation.watermarkDay())) {
                  done = done.chain(() -> new EvaluateDay(ledger).evaluate(earlier));
                }
              }
              return done.chain(() -> new EvaluateDay(ledger).evaluate(evaluation));
            });
  }
}
