package io.holdfast.metrics.log;

import io.holdfast.service.log.ConsumerLoop;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the log can be read. Catching up does not make the service unready: its figures say
 * themselves up to when they reach ({@code evaluatedThrough}).
 */
@Readiness
@Singleton
public class ConsumptionReadiness implements HealthCheck {

  private final Consumption consumption;

  ConsumptionReadiness(Consumption consumption) {
    this.consumption = consumption;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("event log consumer");
    return switch (consumption.status()) {
      case ConsumerLoop.Starting _ ->
          response.down().withData("waiting", "for the first read of the event log").build();
      case ConsumerLoop.Working _ -> response.up().withData("state", "catching up").build();
      case ConsumerLoop.AtHead _ -> response.up().withData("state", "at the head").build();
      case ConsumerLoop.Failing failing ->
          response
              .down()
              .withData("waiting", "for the event log to be readable")
              .withData("failures", failing.failures())
              .withData("since", failing.since().toString())
              .build();
    };
  }
}
