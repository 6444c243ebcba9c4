package io.holdfast.recommender.serving;

import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.StickyVariants;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.assignment.ActiveExperiments;
import io.holdfast.recommender.assignment.Assignments;
import io.holdfast.recommender.assignment.RecentExposures;
import io.holdfast.recommender.domain.ExposedVariants;
import io.holdfast.recommender.domain.UserAttributes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Assigns a request's user to variants. The user's declared attributes are read only if some
 * experiment of the scenario asks for them, and what the user was exposed to only if the split of
 * one has changed; what the request's context tells goes before what was declared. If something
 * cannot be read, which is counted, the experiments that ask for it do without the user this once:
 * a guess could show users a variant that is not for them. Thread-safe.
 */
@ApplicationScoped
class AssignVariants {
  private final ActiveExperiments experiments;
  private final UserAttributes attributes;
  private final ExposedVariants exposures;
  private final RecentExposures recent;
  private final AnswerInTime time;
  private final ServingMeters meters;

  AssignVariants(
      ActiveExperiments experiments,
      UserAttributes attributes,
      ExposedVariants exposures,
      RecentExposures recent,
      AnswerInTime time,
      ServingMeters meters) {
    this.experiments = experiments;
    this.attributes = attributes;
    this.exposures = exposures;
    this.recent = recent;
    this.time = time;
    this.meters = meters;
  }

  /**
   * The variants of a request.
   *
   * @param variants those that could be told
   * @param complete whether none is missing because something could not be read
   */
  record Assigned(Assignments variants, boolean complete) {
    static final Assigned NONE = new Assigned(Assignments.NONE, true);
  }

  /**
   * The variants; none where a certain model is asked for, and none but those that are asked for in
   * an anonymous session.
   *
   * @throws io.holdfast.contracts.problem.ProblemException if a variant is asked for that is not
   *     running in the scenario
   */
  Uni<Assigned> assign(RecommendationRequest request, String scenario) {
    requireRunning(request.variants(), scenario);
    if (request.model() != null || (request.userId() == null && request.variants().isEmpty())) {
      return Uni.createFrom().item(Assigned.NONE);
    }
    if (request.userId() == null) {
      return Uni.createFrom()
          .item(
              () ->
                  assigned(
                      meters.assign(() -> experiments.assign(scenario, user(request, Map.of()))),
                      true));
    }
    boolean targeted = experiments.anyTargeted(scenario);
    boolean sticky = experiments.anySticky(scenario);
    if (!targeted && !sticky) {
      return Uni.createFrom()
          .item(
              () ->
                  assign(
                      request, scenario, Optional.of(Map.of()), Optional.of(StickyVariants.NONE)));
    }
    return Uni.combine()
        .all()
        .unis(declared(request.userId(), targeted), exposed(request.userId(), sticky))
        .with((declared, kept) -> assign(request, scenario, declared, kept));
  }

  private Uni<Optional<Map<String, Object>>> declared(String userId, boolean asked) {
    return asked
        ? orNothing(attributes.of(userId), meters::attributesUnavailable)
        : Uni.createFrom().item(Optional.of(Map.of()));
  }

  private Uni<Optional<StickyVariants>> exposed(String userId, boolean asked) {
    return asked
        ? orNothing(exposures.of(userId), meters::exposuresUnavailable)
        : Uni.createFrom().item(Optional.of(StickyVariants.NONE));
  }

  private <T> Uni<Optional<T>> orNothing(Uni<T> read, Consumer<Throwable> unavailable) {
    return time.read(read)
        .map(Optional::of)
        .onFailure()
        .invoke(unavailable)
        .onFailure()
        .recoverWithItem(Optional.empty());
  }

  private Assigned assign(
      RecommendationRequest request,
      String scenario,
      Optional<Map<String, Object>> declared,
      Optional<StickyVariants> kept) {
    UserContext user =
        user(request, declared.orElse(Map.of()))
            .keeping(recent.of(request.userId(), kept.orElse(StickyVariants.NONE)));
    Assignments assigned =
        meters.assign(
            () -> experiments.assign(scenario, user, declared.isPresent(), kept.isPresent()));
    if (!request.preview()) {
      recent.remember(request.userId(), assigned.variants());
    }
    return assigned(assigned, declared.isPresent() && kept.isPresent());
  }

  private Assigned assigned(Assignments variants, boolean read) {
    return new Assigned(variants, read && experiments.areKnown());
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
