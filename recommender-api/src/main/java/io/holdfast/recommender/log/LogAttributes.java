package io.holdfast.recommender.log;

import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.domain.UserAttributes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Users' attributes from the log's own index, as experiment-service reads them. While the database
 * does not answer, the breaker opens and the use case goes on without attributes.
 */
@ApplicationScoped
class LogAttributes implements UserAttributes {
  private final EventLog log;

  LogAttributes(EventLog log) {
    this.log = log;
  }

  @Override
  @Timeout(2000)
  @Retry(maxRetries = 1, delay = 20, jitter = 10)
  @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1000)
  public Uni<Map<String, Object>> of(String userId) {
    return log.attributes(userId);
  }
}
