package io.holdfast.recommender.log;

import io.holdfast.contracts.bucketing.StickyVariants;
import io.holdfast.contracts.log.FirstExposures;
import io.holdfast.recommender.domain.ExposedVariants;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Users' first exposures from this service's projection of the log. While the database does not
 * answer, the breaker opens and the use case goes on without them.
 */
@ApplicationScoped
class LogExposedVariants implements ExposedVariants {
  private final FirstExposures exposures;

  LogExposedVariants(FirstExposures exposures) {
    this.exposures = exposures;
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
  public Uni<StickyVariants> of(String userId) {
    return exposures.of(userId);
  }
}
