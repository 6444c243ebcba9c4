package io.holdfast.metrics.log;

import io.holdfast.contracts.event.ErasureConfirmed;
import io.holdfast.contracts.log.LogConsumer;
import io.holdfast.contracts.log.LogSelection;
import io.holdfast.contracts.log.LoggedEvent;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.metrics.domain.Ledgers;
import io.holdfast.metrics.rollup.ApplyEvents;
import io.holdfast.service.log.ConsumerLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Runs the consumer of the log for as long as the service lives. The effects of a batch, the
 * confirmations it appends and the cursor are one transaction.
 */
@Singleton
public class Consumption {

  private final LogConsumer consumer;
  private final Ledgers<SqlConnection> ledgers;
  private final ApplyEvents applyEvents;
  private final PgEventLog log;
  private volatile ConsumerLoop loop;

  Consumption(
      Pool pool,
      PgEventLog log,
      Ledgers<SqlConnection> ledgers,
      ApplyEvents applyEvents,
      ConsumptionConfig config) {
    this.log = log;
    this.ledgers = ledgers;
    this.applyEvents = applyEvents;
    this.consumer =
        new LogConsumer(
            pool,
            Cursor.CONSUMER,
            LogSelection.withoutItems(ApplyEvents.KINDS),
            config.batchSize(),
            this::apply);
  }

  void start(@Observes StartupEvent started, Vertx vertx, ConsumptionConfig config) {
    loop = ConsumerLoop.start(vertx, consumer, Cursor.CONSUMER, config.idleInterval());
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (loop != null) {
      loop.close();
    }
  }

  ConsumerLoop.Status status() {
    return loop == null ? new ConsumerLoop.Starting() : loop.status();
  }

  private Uni<Void> apply(SqlConnection connection, List<LoggedEvent> events) {
    return applyEvents
        .apply(ledgers.in(connection), events)
        .chain(confirmations -> append(connection, confirmations));
  }

  private Uni<Void> append(SqlConnection connection, List<ErasureConfirmed> confirmations) {
    return confirmations.isEmpty()
        ? Uni.createFrom().voidItem()
        : log.append(connection, confirmations).replaceWithVoid();
  }
}
