package io.holdfast.experiment.log;

import io.holdfast.contracts.log.LogConsumer;
import io.holdfast.service.log.ConsumerLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Runs the projection of models while the service lives. Ready once the log was read to its head:
 * before that an experiment could not be started with a model that is registered.
 */
@Readiness
@ApplicationScoped
public class ModelProjection implements HealthCheck {
  private static final int AFTER_THE_LOG = 10;
  private static final Duration IDLE = Duration.ofMillis(200);

  private final LogConsumer consumer;
  private final Vertx vertx;
  private volatile ConsumerLoop loop;
  private volatile boolean reachedHead;

  ModelProjection(Pool pool, Vertx vertx) {
    this.consumer = ProjectModels.consumer(pool);
    this.vertx = vertx;
  }

  void start(@Observes @Priority(AFTER_THE_LOG) StartupEvent starting) {
    loop = ConsumerLoop.start(vertx, consumer, ProjectModels.NAME, IDLE);
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (loop != null) {
      loop.close();
    }
  }

  @Override
  public HealthCheckResponse call() {
    ConsumerLoop running = loop;
    String state =
        running == null
            ? "waiting for the start"
            : switch (running.status()) {
              case ConsumerLoop.AtHead head -> "at the head of the log";
              case ConsumerLoop.Starting starting -> "waiting for the log";
              case ConsumerLoop.Working working -> "waiting to reach the head of the log";
              case ConsumerLoop.Failing failing -> "waiting for the database: " + failing.message();
            };
    boolean failing = running == null || running.status() instanceof ConsumerLoop.Failing;
    // Reading on later is no reason to be taken out of service.
    reachedHead |= running != null && running.status() instanceof ConsumerLoop.AtHead;
    boolean ready = reachedHead && !failing;
    return HealthCheckResponse.named("models").withData("log", state).status(ready).build();
  }
}
