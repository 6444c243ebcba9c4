package io.holdfast.recommender.log;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.domain.UserHistory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Users' histories from the log's own index. While the database does not answer, the breaker opens
 * and the use case goes on without the history.
 */
@ApplicationScoped
class LogHistory implements UserHistory {
  private final EventLog log;

  LogHistory(EventLog log) {
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
  public Uni<List<Interaction>> latest(String userId, int limit) {
    return log.history(userId, limit);
  }
}
