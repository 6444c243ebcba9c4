package io.holdfast.recommender.log;

import io.holdfast.contracts.bucketing.StickyVariants;
import io.holdfast.contracts.log.FirstExposures;
import io.holdfast.recommender.domain.ExposedVariants;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

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
  @Timeout(2000)
  @Retry(maxRetries = 1, delay = 20, jitter = 10)
  @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1000)
  public Uni<StickyVariants> of(String userId) {
    return exposures.of(userId);
  }
}
