package io.holdfast.recommender.store;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.log.LogConsumer;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.recommender.people.PeopleSettings;
import io.holdfast.service.log.ConsumerLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/** Runs what this service consumes from the log: decisions and confirmed erasures. */
@ApplicationScoped
class LogConsumers {
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final int BATCH = 100;

  private List<ConsumerLoop> loops = List.of();

  void start(
      @Observes StartupEvent starting,
      Vertx vertx,
      Pool pool,
      PgEventLog log,
      Clock clock,
      PeopleSettings people) {
    loops =
        List.of(
            ConsumerLoop.start(
                vertx,
                new LogConsumer(
                    pool,
                    "recommender-decisions",
                    EnumSet.of(EventKind.DECISION_MADE),
                    BATCH,
                    new ApplyDecisions(log, clock)),
                "recommender-decisions",
                IDLE),
            ConsumerLoop.start(
                vertx,
                new LogConsumer(
                    pool,
                    "recommender-erasures",
                    EnumSet.of(EventKind.ERASURE_CONFIRMED),
                    BATCH,
                    new ConfirmErasures(people.erasureConfirmedBy(), clock)),
                "recommender-erasures",
                IDLE));
  }

  void stop(@Observes ShutdownEvent stopping) {
    loops.forEach(ConsumerLoop::close);
  }
}
