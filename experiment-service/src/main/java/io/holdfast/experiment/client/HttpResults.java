package io.holdfast.experiment.client;

import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.client.MetricsDashboard.RefusedException;
import io.holdfast.experiment.domain.Results;
import io.holdfast.experiment.domain.ResultsUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** Results from metrics-dashboard. Answers on the Vert.x context that it was called on. */
@ApplicationScoped
public class HttpResults implements Results {
  private static final int NOT_FOUND = 404;

  private final MetricsDashboard dashboard;

  HttpResults(MetricsDashboard dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public Uni<Optional<Answer>> read(String key, double alpha) {
    Uni<Optional<Answer>> answer =
        dashboard
            .results(key, alpha)
            .map(HttpResults::answer)
            .onFailure(HttpResults::isUnknown)
            .recoverWithItem(Optional.empty())
            .onFailure(failure -> !(failure instanceof ResultsUnavailableException))
            .transform(HttpResults::unavailable);
    return onCallersContext(answer);
  }

  /** The same, with its answer given on the Vert.x context that it is called on, if on any. */
  static <T> Uni<T> onCallersContext(Uni<T> answer) {
    Context context = Vertx.currentContext();
    return context == null
        ? answer
        : answer.emitOn(task -> context.runOnContext(ignored -> task.run()));
  }

  static boolean isUnknown(Throwable failure) {
    return failure instanceof RefusedException refused && refused.status() == NOT_FOUND;
  }

  private static Optional<Answer> answer(String body) {
    try {
      return Optional.of(
          new Answer(Json.read(body, ResultsBody.class).toDomain(), Json.readMap(body)));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new ResultsUnavailableException("metrics-malformed", e.getMessage(), e);
    }
  }

  static ResultsUnavailableException unavailable(Throwable failure) {
    return switch (failure) {
      case RefusedException refused ->
          new ResultsUnavailableException(
              "metrics-refused", "metrics-dashboard answered " + refused.status(), failure);
      case TimeoutException timeout ->
          new ResultsUnavailableException(
              "metrics-unavailable", "metrics-dashboard did not answer in time", failure);
      case CircuitBreakerOpenException open ->
          new ResultsUnavailableException(
              "metrics-unavailable", "metrics-dashboard failed several times in a row", failure);
      default ->
          new ResultsUnavailableException("metrics-unavailable", failure.toString(), failure);
    };
  }
}
