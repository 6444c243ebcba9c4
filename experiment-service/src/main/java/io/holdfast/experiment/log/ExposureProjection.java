package io.holdfast.experiment.log;

import io.holdfast.contracts.bucketing.StickyVariants;
import io.holdfast.contracts.log.FirstExposures;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.experiment.domain.ExposedVariants;
import io.holdfast.service.log.ConsumerLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Runs the projection of first exposures while the service lives, and reads it. Trouble with it is
 * told by the readiness check and does not make the service unready.
 */
@Default
@Readiness
@ApplicationScoped
public class ExposureProjection implements ExposedVariants, HealthCheck {
  private static final int AFTER_THE_LOG = 10;
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final String SCHEMA = "experiment";
  private static final String SERVICE = "experiment-service";

  private final FirstExposures exposures;
  private final Vertx vertx;
  private volatile ConsumerLoop loop;

  ExposureProjection(Pool pool, PgEventLog log, Vertx vertx) {
    this.exposures = new FirstExposures(pool, log, SCHEMA, SERVICE);
    this.vertx = vertx;
  }

  void start(@Observes @Priority(AFTER_THE_LOG) StartupEvent starting) {
    loop = ConsumerLoop.start(vertx, exposures.consumer(), exposures.consumerName(), IDLE);
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (loop != null) {
      loop.close();
    }
  }

  /** The table itself, for whoever wants all that is kept of a user. */
  @Produces
  @Singleton
  FirstExposures table() {
    return exposures;
  }

  @Override
  public Uni<StickyVariants> of(String userId) {
    return exposures.of(userId);
  }

  @Override
  public HealthCheckResponse call() {
    ConsumerLoop running = loop;
    String state =
        running == null ? "waiting for the start" : running.trouble().orElse("all is well");
    return HealthCheckResponse.named("first exposures").withData("log", state).up().build();
  }
}
