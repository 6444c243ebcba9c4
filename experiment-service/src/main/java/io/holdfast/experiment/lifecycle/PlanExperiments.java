package io.holdfast.experiment.lifecycle;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.domain.ExperimentPlan;
import io.holdfast.experiment.domain.ExperimentSpec;
import io.holdfast.experiment.domain.Plans;
import io.holdfast.experiment.domain.ResultsUnavailableException;
import io.smallrye.mutiny.Uni;

/** Computes what an experiment takes, and sets N* by it where no person did. Thread-safe. */
public final class PlanExperiments {
  private final Plans plans;
  private final ReadExperiments read;
  private final Clock clock;

  /**
   * Plans those.
   *
   * @param plans where it is computed
   * @param read where the experiments are
   * @param clock what time it is
   */
  public PlanExperiments(Plans plans, ReadExperiments read, Clock clock) {
    this.plans = plans;
    this.read = read;
    this.clock = clock;
  }

  /**
   * The spec with its plan answered, or saying why it is not, and N* by the plan if it was left to
   * it; fails with a {@link ProblemException} if then there is no N*.
   */
  Uni<ExperimentSpec> complete(ExperimentSpec spec) {
    return spec.plan() == null
        ? Uni.createFrom().item(spec)
        : answer(spec).map(plan -> spec.planned(plan, plannedUsers(spec, plan)));
  }

  /**
   * The plan of an experiment as it would be made now, which is not kept; fails with a {@link
   * ProblemException} if there is no such experiment or it has no plan.
   */
  public Uni<TodaysPlan> now(String key) {
    return read.one(key)
        .chain(
            report -> {
              ExperimentSpec spec = report.experiment().spec();
              if (spec.plan() == null) {
                throw ProblemException.notFound(
                    "Experiment " + key + " has no plan: a draft takes one as plan.minimumEffect.");
              }
              return answer(spec).map(plan -> new TodaysPlan(report.experiment(), plan));
            });
  }

  private Uni<ExperimentPlan> answer(ExperimentSpec spec) {
    return plans
        .compute(spec)
        .map(answer -> spec.plan().answered(answer, clock.now()))
        .onFailure(ResultsUnavailableException.class)
        .recoverWithItem(failure -> spec.plan().unanswered(failure.getMessage(), clock.now()));
  }

  private static int plannedUsers(ExperimentSpec spec, ExperimentPlan plan) {
    if (spec.plannedUsers() != ExperimentSpec.LEFT_TO_THE_PLAN) {
      return spec.plannedUsers();
    }
    if (plan.answer() == null) {
      throw unplanned("the plan could not be computed (" + plan.unknownReason() + ")");
    }
    Long users = plan.answer().users();
    if (users == null || users > Integer.MAX_VALUE) {
      throw unplanned("no experiment is large enough to find an effect of " + plan.minimumEffect());
    }
    return users.intValue();
  }

  private static ProblemException unplanned(String why) {
    return ProblemException.invalid("plannedUsers", "is required: " + why);
  }
}
