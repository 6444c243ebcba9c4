package io.holdfast.experiment.client;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * The calls to metrics-dashboard, with what makes them bear a slow or absent peer: each try has a
 * deadline, a failed one is tried again, and after several failures the peer is left alone for a
 * while. An answer in the 4xx range is an answer: it is neither tried again nor held against the
 * peer.
 */
@ApplicationScoped
public class MetricsDashboard {
  private final MetricsApi api;
  private final PowerApi power;
  private final MetricsSettings settings;

  @Inject
  MetricsDashboard(MetricsConfig config) {
    this.settings = MetricsSettings.of(config);
    this.api =
        QuarkusRestClientBuilder.newBuilder().baseUri(settings.url()).build(MetricsApi.class);
    this.power =
        QuarkusRestClientBuilder.newBuilder().baseUri(settings.url()).build(PowerApi.class);
  }

  /** The results as JSON text. */
  @Timeout(value = 3, unit = ChronoUnit.SECONDS)
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = RefusedException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 6,
      failureRatio = 0.5,
      delay = 2,
      delayUnit = ChronoUnit.SECONDS,
      skipOn = RefusedException.class)
  public Uni<String> results(String key, double alpha) {
    return api.results(settings.apiKey(), key, alpha)
        .onFailure(MetricsDashboard::isRefusal)
        .transform(failure -> new RefusedException((WebApplicationException) failure));
  }

  /** The users and days that an experiment needs as JSON text; a person waits for it. */
  @Timeout(value = 2, unit = ChronoUnit.SECONDS)
  @Retry(maxRetries = 1, delay = 100, jitter = 50, abortOn = RefusedException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 6,
      failureRatio = 0.5,
      delay = 2,
      delayUnit = ChronoUnit.SECONDS,
      skipOn = RefusedException.class)
  public Uni<String> power(Map<String, String> query) {
    return power
        .power(settings.apiKey(), query)
        .onFailure(MetricsDashboard::isRefusal)
        .transform(failure -> new RefusedException((WebApplicationException) failure));
  }

  /** The weights that rewards speak for, as JSON text. */
  @Timeout(value = 3, unit = ChronoUnit.SECONDS)
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = RefusedException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 6,
      failureRatio = 0.5,
      delay = 2,
      delayUnit = ChronoUnit.SECONDS,
      skipOn = RefusedException.class)
  public Uni<String> allocation(String key, String reward, double floor) {
    return api.allocation(settings.apiKey(), key, reward, floor)
        .onFailure(MetricsDashboard::isRefusal)
        .transform(failure -> new RefusedException((WebApplicationException) failure));
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof WebApplicationException web
        && web.getResponse().getStatus() >= 400
        && web.getResponse().getStatus() < 500;
  }

  /** metrics-dashboard answered that it will not. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String body;

    RefusedException(WebApplicationException cause) {
      super(cause.getMessage(), cause);
      this.status = cause.getResponse().getStatus();
      this.body = cause.getResponse().readEntity(String.class);
    }

    int status() {
      return status;
    }

    String body() {
      return body;
    }
  }
}
