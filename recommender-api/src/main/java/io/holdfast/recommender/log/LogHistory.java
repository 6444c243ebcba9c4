package io.holdfast.recommender.log;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.domain.UserHistory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

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
  @Timeout(2000)
  @Retry(maxRetries = 1, delay = 20, jitter = 10)
  @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1000)
  public Uni<List<Interaction>> latest(String userId, int limit) {
    return log.history(userId, limit);
  }
}
