package io.holdfast.recommender.log;

import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.domain.ServedLog;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Served lists in the log. Who appends keeps what failed and appends it again. */
@ApplicationScoped
class LogServed implements ServedLog {
  private final EventLog log;

  LogServed(EventLog log) {
    this.log = log;
  }

  @Override
  @Timeout(value = 10, unit = ChronoUnit.SECONDS)
  public Uni<Void> append(List<RecommendationServed> served) {
    return log.append(served).replaceWithVoid().onFailure().transform(LogFailures::translate);
  }
}
