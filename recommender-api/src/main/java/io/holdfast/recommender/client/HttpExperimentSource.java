package io.holdfast.recommender.client;

import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.json.Json;
import io.holdfast.recommender.assignment.ExperimentServiceSettings;
import io.holdfast.recommender.domain.ExperimentSource;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.jboss.logging.Logger;

/**
 * The running experiments from experiment-service. While it does not answer, this says so instead
 * of failing: the last known experiments stay in force.
 */
@ApplicationScoped
class HttpExperimentSource implements ExperimentSource {
  private static final Logger LOG = Logger.getLogger(HttpExperimentSource.class);
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final long CONNECT_MILLIS = 1000;
  private static final long READ_MILLIS = 2000;

  private record Body(List<ExperimentDefinition> experiments) {}

  private final ExperimentService service;
  private final ExperimentServiceSettings settings;
  private volatile boolean silent;

  HttpExperimentSource(ExperimentServiceSettings settings) {
    this.settings = settings;
    this.service =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(settings.url())
            .connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
            .readTimeout(READ_MILLIS, TimeUnit.MILLISECONDS)
            .build(ExperimentService.class);
  }

  @Override
  @Timeout(3000)
  @Retry(maxRetries = 1, delay = 50, jitter = 25)
  @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.8, delay = 2000)
  @Fallback(fallbackMethod = "lastKnown")
  public Uni<Answer> active(String tag) {
    if (!settings.enabled()) {
      return Uni.createFrom().item(new Experiments(null, List.of()));
    }
    return service.active(settings.apiKey(), tag).map(this::answer);
  }

  Uni<Answer> lastKnown(String tag, Throwable failure) {
    if (!silent) {
      silent = true;
      LOG.warnf(
          "experiment-service at %s does not answer, the last known experiments stay: %s",
          settings.url(), failure.getMessage());
    }
    return Uni.createFrom().item(new Silent());
  }

  private Answer answer(Response response) {
    try (response) {
      if (response.getStatus() == NOT_MODIFIED) {
        heard();
        return new Unchanged();
      }
      if (response.getStatus() != OK) {
        throw new IllegalStateException("it answered with status " + response.getStatus());
      }
      Body body = Json.read(response.readEntity(String.class), Body.class);
      heard();
      return new Experiments(
          response.getHeaderString(HttpHeaders.ETAG),
          body.experiments() == null ? List.of() : body.experiments());
    }
  }

  private void heard() {
    if (silent) {
      silent = false;
      LOG.info("experiment-service answers again");
    }
  }
}
