package io.holdfast.experiment.client;

import io.holdfast.experiment.domain.ExperimentPlan.Answer;
import io.holdfast.experiment.domain.ExperimentPlan.Taken;
import java.util.List;
import java.util.Objects;

/** The part of metrics-dashboard's plan that is kept. What is not known is null. */
record PowerBody(
    TakenBody baseline, TakenBody usersPerDay, NeedBody alwaysValid, NeedBody fixedHorizon) {

  record TakenBody(Double value, String source) {
    Taken toDomain() {
      return new Taken(value, Objects.requireNonNull(source, "source"));
    }
  }

  record NeedBody(Long users, List<Long> arms, Long days, Boolean reachable) {}

  /**
   * The same as it is kept.
   *
   * @throws NullPointerException if something needed is missing
   */
  Answer toDomain() {
    return new Answer(
        alwaysValid.users(),
        alwaysValid.arms(),
        alwaysValid.days(),
        alwaysValid.reachable(),
        fixedHorizon.users(),
        fixedHorizon.days(),
        baseline.toDomain(),
        usersPerDay.toDomain());
  }
}
