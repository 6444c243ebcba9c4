package io.holdfast.experiment.client;

import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.Problem;
import io.holdfast.experiment.client.MetricsDashboard.RefusedException;
import io.holdfast.experiment.domain.ExperimentPlan;
import io.holdfast.experiment.domain.ExperimentPlan.Answer;
import io.holdfast.experiment.domain.ExperimentSpec;
import io.holdfast.experiment.domain.Plans;
import io.holdfast.experiment.domain.ResultsUnavailableException;
import io.holdfast.experiment.domain.Variant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans by metrics-dashboard. Answers on the Vert.x context that it was called on. */
@ApplicationScoped
public class HttpPlans implements Plans {
  private static final int BAD_REQUEST = 400;

  private final MetricsDashboard dashboard;

  HttpPlans(MetricsDashboard dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public Uni<Answer> compute(ExperimentSpec spec) {
    return HttpResults.onCallersContext(
        dashboard
            .power(query(spec))
            .map(HttpPlans::answer)
            .onFailure(failure -> !(failure instanceof ResultsUnavailableException))
            .transform(HttpPlans::unavailable));
  }

  private static Map<String, String> query(ExperimentSpec spec) {
    ExperimentPlan plan = spec.plan();
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("metric", spec.policy().successMetric());
    query.put("effect", plan.minimumEffect());
    query.put("baseline", plan.baseline());
    query.put("variance", plan.variance());
    query.put("weights", weights(spec));
    query.put("coverage", spec.coverage());
    query.put("alpha", spec.policy().alpha());
    query.put("power", plan.power());
    query.put("usersPerDay", plan.usersPerDay());
    query.put("longestDays", plan.longestDays());
    return query.entrySet().stream()
        .filter(each -> each.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toString()));
  }

  private static String weights(ExperimentSpec spec) {
    return Stream.concat(Stream.of(spec.variant(spec.control())), spec.challengers().stream())
        .map(Variant::weight)
        .map(Object::toString)
        .collect(Collectors.joining(","));
  }

  private static Answer answer(String body) {
    try {
      return Json.read(body, PowerBody.class).toDomain();
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new ResultsUnavailableException("metrics-malformed", e.getMessage(), e);
    }
  }

  /** What metrics-dashboard misses in the question is worth telling. */
  private static ResultsUnavailableException unavailable(Throwable failure) {
    if (failure instanceof RefusedException refused && refused.status() == BAD_REQUEST) {
      try {
        String detail = Json.read(refused.body(), Problem.class).detail();
        return new ResultsUnavailableException("metrics-refused", detail, failure);
      } catch (IllegalArgumentException noProblem) {
        return HttpResults.unavailable(failure);
      }
    }
    return HttpResults.unavailable(failure);
  }
}
