package io.holdfast.metrics.rollup;

import io.holdfast.contracts.event.ClockAdvanced;
import io.holdfast.contracts.event.DecisionMade;
import io.holdfast.contracts.event.ErasureConfirmed;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.ItemChanged;
import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.event.ModelRegistered;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.UserChanged;
import io.holdfast.contracts.event.UserErased;
import io.holdfast.contracts.log.LoggedEvent;
import io.holdfast.metrics.domain.Progress.Evaluation;
import io.holdfast.metrics.domain.Progress.Standing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a batch of events into steps: as many events as possible together, cut where order matters.
 *
 * <p>When days are evaluated depends on the clock. In event time, a {@code ClockAdvanced} that
 * brings the watermark to a new day evaluates it. In wall time a batch evaluates nothing by itself,
 * but a replay repeats what the journal remembers, at the same positions. Used once, by one thread.
 */
final class Steps {

  private final EvaluationTime evaluationTime;
  private final Deque<Evaluation> journal;
  private final List<Step> steps = new ArrayList<>();
  private Instant evaluatedThrough;
  private Instant eventTime;
  private Gathered gathered = new Gathered();

  private Steps(EvaluationTime evaluationTime, Standing standing, List<Evaluation> journal) {
    this.evaluationTime = evaluationTime;
    this.evaluatedThrough = standing.evaluatedThrough();
    this.journal = new ArrayDeque<>(evaluationTime.isEventTime() ? List.of() : journal);
  }

  static List<Step> of(
      List<LoggedEvent> events,
      EvaluationTime evaluationTime,
      Standing standing,
      List<Evaluation> journal) {
    Steps steps = new Steps(evaluationTime, standing, journal);
    events.forEach(steps::take);
    steps.flush();
    steps.flushTime();
    return steps.steps;
  }

  private void take(LoggedEvent logged) {
    while (!journal.isEmpty() && journal.peek().position() < logged.position()) {
      add(new Step.Evaluate(journal.remove()));
    }
    long position = logged.position();
    switch (logged.event()) {
      case Interaction interaction -> gathered.at(position).interactions.add(interaction);
      case RecommendationServed served -> gathered.at(position).served.add(served);
      case ExposureRecorded exposure -> gathered.at(position).exposures.add(exposure);
      case UserChanged user -> gathered.at(position).users.add(user);
      case ExperimentChanged experiment -> add(new Step.Define(experiment));
      case DecisionMade decision -> add(new Step.Decided(decision));
      case ModelActivated activation -> add(new Step.Activated(activation));
      case UserErased erasure -> add(new Step.Erase(erasure));
      case ClockAdvanced clock -> advance(clock.to(), position);
      case ErasureConfirmed _, ItemChanged _, ModelRegistered _ -> {}
    }
  }

  private void advance(Instant to, long position) {
    if (!evaluationTime.isEventTime()) {
      return;
    }
    eventTime = to;
    Instant day = evaluationTime.dayAt(to);
    if (evaluatedThrough == null || day.isAfter(evaluatedThrough)) {
      flush();
      flushTime();
      evaluatedThrough = day;
      steps.add(new Step.Evaluate(new Evaluation(day, position)));
    }
  }

  private void add(Step step) {
    flush();
    steps.add(step);
  }

  private void flush() {
    if (!gathered.isEmpty()) {
      steps.add(gathered.facts());
      gathered = new Gathered();
    }
  }

  private void flushTime() {
    if (eventTime != null) {
      steps.add(new Step.Advance(eventTime));
      eventTime = null;
    }
  }

  private static final class Gathered {
    private final List<Interaction> interactions = new ArrayList<>();
    private final List<RecommendationServed> served = new ArrayList<>();
    private final List<ExposureRecorded> exposures = new ArrayList<>();
    private final List<UserChanged> users = new ArrayList<>();
    private long position;

    boolean isEmpty() {
      return interactions.isEmpty() && served.isEmpty() && exposures.isEmpty() && users.isEmpty();
    }

    Gathered at(long newPosition) {
      position = newPosition;
      return this;
    }

    Step.Facts facts() {
      return new Step.Facts(interactions, served, exposures, users, position);
    }
  }
}
