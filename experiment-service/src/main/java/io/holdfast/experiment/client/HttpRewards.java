package io.holdfast.experiment.client;

import io.holdfast.contracts.event.Bandit;
import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.domain.ResultsUnavailableException;
import io.holdfast.experiment.domain.Rewards;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Weights from metrics-dashboard. Answers on the Vert.x context that it was called on. */
@ApplicationScoped
public class HttpRewards implements Rewards {
  private final MetricsDashboard dashboard;

  HttpRewards(MetricsDashboard dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public Uni<Optional<Reading>> read(String key, Bandit bandit) {
    Uni<Optional<Reading>> reading =
        dashboard
            .allocation(key, bandit.reward(), bandit.floor())
            .map(HttpRewards::reading)
            .onFailure(HttpResults::isUnknown)
            .recoverWithItem(Optional.empty())
            .onFailure(failure -> !(failure instanceof ResultsUnavailableException))
            .transform(HttpResults::unavailable);
    Context context = Vertx.currentContext();
    return context == null
        ? reading
        : reading.emitOn(task -> context.runOnContext(ignored -> task.run()));
  }

  private static Optional<Reading> reading(String body) {
    try {
      return Optional.of(Json.read(body, AllocationBody.class).toDomain(Json.readMap(body)));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new ResultsUnavailableException("metrics-malformed", e.getMessage(), e);
    }
  }
}
