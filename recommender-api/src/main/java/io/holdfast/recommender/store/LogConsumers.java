package io.holdfast.recommender.store;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.log.FirstExposures;
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
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Runs what this service consumes from the log: decisions, confirmed erasures and first exposures.
 * Trouble with it is told by the readiness check and does not make the service unready: lists go on
 * meanwhile.
 */
@Readiness
@ApplicationScoped
class LogConsumers implements HealthCheck {
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final int BATCH = 100;
  private static final String DECISIONS = "recommender-decisions";
  private static final String ERASURES = "recommender-erasures";

  private Map<String, ConsumerLoop> loops = Map.of();

  void start(
      @Observes StartupEvent starting,
      Vertx vertx,
      Pool pool,
      PgEventLog log,
      Clock clock,
      PeopleSettings people,
      FirstExposures exposures) {
    loops =
        Map.of(
            DECISIONS,
            start(vertx, pool, DECISIONS, EventKind.DECISION_MADE, new ApplyDecisions(log, clock)),
            ERASURES,
            start(
                vertx,
                pool,
                ERASURES,
                EventKind.ERASURE_CONFIRMED,
                new ConfirmErasures(people.erasureConfirmedBy(), clock)),
            exposures.consumerName(),
            ConsumerLoop.start(vertx, exposures.consumer(), exposures.consumerName(), IDLE));
  }

  private static ConsumerLoop start(
      Vertx vertx, Pool pool, String name, EventKind kind, LogConsumer.Effect effect) {
    LogConsumer consumer = new LogConsumer(pool, name, EnumSet.of(kind), BATCH, effect);
    return ConsumerLoop.start(vertx, consumer, name, IDLE);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("log consumers").up();
    loops.forEach((name, loop) -> response.withData(name, loop.trouble().orElse("all is well")));
    return response.build();
  }

  void stop(@Observes ShutdownEvent stopping) {
    loops.values().forEach(ConsumerLoop::close);
  }
}
