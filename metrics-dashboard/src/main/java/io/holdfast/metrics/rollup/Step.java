package io.holdfast.metrics.rollup;

import io.holdfast.contracts.event.DecisionMade;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.UserChanged;
import io.holdfast.contracts.event.UserErased;
import io.holdfast.metrics.domain.Progress;
import java.time.Instant;
import java.util.List;

/** One thing that a batch of events does; steps are done in order. */
sealed interface Step {

  /**
   * Events whose order among each other does not matter.
   *
   * @param position the position of the last of them
   */
  record Facts(
      List<Interaction> interactions,
      List<RecommendationServed> served,
      List<ExposureRecorded> exposures,
      List<UserChanged> users,
      long position)
      implements Step {}

  /** An experiment was made or changed. */
  record Define(ExperimentChanged experiment) implements Step {}

  /** A decision to show. */
  record Decided(DecisionMade decision) implements Step {}

  /** An activation to show. */
  record Activated(ModelActivated activation) implements Step {}

  /** A user is to be forgotten. */
  record Erase(UserErased erasure) implements Step {}

  /** Event time moved on. */
  record Advance(Instant eventTime) implements Step {}

  /** A watermark day is to be evaluated. */
  record Evaluate(Progress.Evaluation evaluation) implements Step {}
}
