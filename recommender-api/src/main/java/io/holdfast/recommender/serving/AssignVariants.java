package io.holdfast.recommender.serving;

import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.recommender.assignment.ActiveExperiments;
import io.holdfast.recommender.assignment.Assignments;
import io.holdfast.recommender.domain.People;
import io.holdfast.recommender.domain.Person;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Assigns a request's user to variants. The user's declared attributes are read only if some
 * experiment of the scenario asks for them; what the request's context tells goes before them. If
 * they cannot be read, which is counted, those experiments do without the user this once: a guess
 * could show a user a variant that is not for him. Thread-safe.
 */
@ApplicationScoped
class AssignVariants {
  private final ActiveExperiments experiments;
  private final People people;
  private final ServingMeters meters;

  AssignVariants(ActiveExperiments experiments, People people, ServingMeters meters) {
    this.experiments = experiments;
    this.people = people;
    this.meters = meters;
  }

  /** The variants; none for an anonymous session and where a certain model is asked for. */
  Uni<Assignments> assign(RecommendationRequest request, String scenario) {
    String userId = request.userId();
    if (userId == null || request.model() != null) {
      return Uni.createFrom().item(Assignments.NONE);
    }
    if (!experiments.askForAttributes(scenario)) {
      return Uni.createFrom().item(() -> assign(scenario, request, Map.of()));
    }
    return people
        .find(userId)
        .map(person -> person.map(Person::attributes).orElse(Map.of()))
        .map(declared -> assign(scenario, request, declared))
        .onFailure()
        .recoverWithItem(
            failure -> {
              meters.attributesUnavailable(failure);
              return experiments.assignWithoutAttributes(scenario, userId);
            });
  }

  private Assignments assign(
      String scenario, RecommendationRequest request, Map<String, Object> declared) {
    return meters.assign(
        () ->
            experiments.assign(
                scenario, UserContext.of(request.userId(), declared, request.context())));
  }
}
