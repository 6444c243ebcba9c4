package io.holdfast.recommender.log;

import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.domain.UserAttributes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

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
  @Timeout(1000)
  @Retry(
      maxRetries = 1,
      delay = 5,
      jitter = 2,
      abortOn = {
        TimeoutException.class,
        BulkheadException.class,
        CircuitBreakerOpenException.class
      })
  @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1000)
  @Bulkhead(512)
  public Uni<Map<String, Object>> of(String userId) {
    return log.attributes(userId);
  }
}
