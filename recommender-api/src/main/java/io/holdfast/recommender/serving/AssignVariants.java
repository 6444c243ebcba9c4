package io.holdfast.recommender.serving;

import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.assignment.ActiveExperiments;
import io.holdfast.recommender.assignment.Assignments;
import io.holdfast.recommender.domain.UserAttributes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Assigns a request's user to variants. The user's declared attributes are read only if some
 * experiment of the scenario asks for them; what the request's context tells goes before them. If
 * they cannot be read, which is counted, those experiments do without the user this once: a guess
 * could show users a variant that is not for them. Thread-safe.
 */
@ApplicationScoped
class AssignVariants {
  private final ActiveExperiments experiments;
  private final UserAttributes attributes;
  private final ServingMeters meters;

  AssignVariants(ActiveExperiments experiments, UserAttributes attributes, ServingMeters meters) {
    this.experiments = experiments;
    this.attributes = attributes;
    this.meters = meters;
  }

  /**
   * The variants; none where a certain model is asked for, and none but those that are asked for in
   * an anonymous session.
   *
   * @throws io.holdfast.contracts.problem.ProblemException if a variant is asked for that is not
   *     running in the scenario
   */
  Uni<Assignments> assign(RecommendationRequest request, String scenario) {
    requireRunning(request.variants(), scenario);
    if (request.model() != null || (request.userId() == null && request.variants().isEmpty())) {
      return Uni.createFrom().item(Assignments.NONE);
    }
    if (request.userId() == null || !experiments.anyTargeted(scenario)) {
      return Uni.createFrom().item(() -> assign(scenario, user(request, Map.of())));
    }
    return attributes
        .of(request.userId())
        .onItemOrFailure()
        .transform(
            (declared, failure) -> {
              if (failure != null) {
                meters.attributesUnavailable(failure);
                return experiments.assignWithoutAttributes(scenario, user(request, Map.of()));
              }
              return assign(scenario, user(request, declared));
            });
  }

  private Assignments assign(String scenario, UserContext user) {
    return meters.assign(() -> experiments.assign(scenario, user));
  }

  private static UserContext user(RecommendationRequest request, Map<String, Object> declared) {
    String id = request.userId() == null ? "" : request.userId();
    return UserContext.of(id, declared, request.context()).forcedTo(request.variants());
  }

  private void requireRunning(Map<String, String> variants, String scenario) {
    Violations violations = new Violations();
    variants.forEach(
        (key, variant) -> {
          Optional<ExperimentDefinition> experiment = experiments.find(scenario, key);
          if (experiment.isEmpty()) {
            violations.add("variants." + key, "is no experiment that runs in " + scenario);
          } else {
            List<String> names =
                experiment.get().variants().stream().map(VariantDefinition::name).toList();
            violations.oneOf("variants." + key, variant, names);
          }
        });
    violations.throwIfAny();
  }
}
