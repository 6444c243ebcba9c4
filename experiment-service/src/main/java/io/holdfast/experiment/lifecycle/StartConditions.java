package io.holdfast.experiment.lifecycle;

import io.holdfast.contracts.bucketing.Namespace;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.problem.FieldError;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentSpec;
import io.holdfast.experiment.domain.ModelChoice;
import io.holdfast.experiment.domain.Models;
import io.holdfast.experiment.domain.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold before users are split. */
public final class StartConditions {
  private StartConditions() {}

  /**
   * Checks that no user could be in two experiments of one scenario.
   *
   * @throws ProblemException if one could, naming the other experiment
   */
  public static void requireRoom(Experiment experiment, List<Experiment> rivals) {
    Namespace own = experiment.spec().namespace();
    for (Experiment rival : rivals) {
      Namespace other = rival.spec().namespace();
      if (own == null || other == null || own.overlaps(other)) {
        throw ProblemException.conflict(
            "Experiment %s runs in scenario %s too and a user could be in both: give both parts of one namespace that do not overlap. %s has %s, %s has %s."
                .formatted(
                    rival.key(),
                    rival.spec().scenario(),
                    experiment.key(),
                    text(own),
                    rival.key(),
                    text(other)));
      }
    }
  }

  /**
   * The spec with each variant's model at one version.
   *
   * @throws ProblemException if a model is not registered, naming each such variant
   */
  public static ExperimentSpec pin(Experiment experiment, Models models) {
    List<FieldError> unknown = new ArrayList<>();
    List<Variant> variants = experiment.spec().variants();
    for (int k = 0; k < variants.size(); k++) {
      Variant variant = variants.get(k);
      if (models.resolve(variant.model()).isEmpty()) {
        unknown.add(
            new FieldError(
                "variants[" + k + "].model",
                "variant %s wants %s, which is not registered"
                    .formatted(variant.name(), variant.model())));
      }
    }
    if (!unknown.isEmpty()) {
      throw new ProblemException(
          ProblemKind.CONFLICT,
          "Experiment %s cannot start: %s."
              .formatted(
                  experiment.key(),
                  String.join("; ", unknown.stream().map(FieldError::message).toList())),
          unknown);
    }
    return experiment
        .spec()
        .mapVariants(
            variant -> {
              Optional<ModelReference> model = models.resolve(variant.model());
              return variant.withModel(ModelChoice.of(model.orElseThrow()));
            });
  }

  private static String text(Namespace namespace) {
    return namespace == null
        ? "no namespace"
        : "[%s, %s) of %s".formatted(namespace.start(), namespace.end(), namespace.name());
  }
}
