package io.holdfast.experiment.decision;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.clock.Watermark;
import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.experiment.domain.Decision;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes down what a person decides.
 *
 * @param clock what time it is
 * @param lateness the watermark's
 */
record ByHand(Clock clock, Duration lateness) {

  /**
   * What a decision changes.
   *
   * @param variant the variant that is promoted; null for other actions
   * @param model the model that is to serve; null if that does not change
   * @param previous the model that served before; null if none did or nothing changes
   * @param revision the experiment's revision afterwards
   * @param applied whether anything changes
   */
  record Effect(
      String variant,
      ModelReference model,
      ModelReference previous,
      int revision,
      boolean applied) {

    /** Nothing changes. */
    static Effect none(Experiment experiment) {
      return new Effect(null, null, null, experiment.revision(), false);
    }
  }

  /**
   * The earlier decision that a decision is about.
   *
   * @param answered the proposal that is approved or rejected; null if none is
   * @param undone the decision that is taken back; null if none is
   * @param word the reason, as a kebab-case word
   */
  record Link(Decision answered, Decision undone, String word) {

    private static UUID id(Decision decision) {
      return decision == null ? null : decision.id();
    }
  }

  Decision decision(
      Situation situation, String actor, Action action, String note, Effect effect, Link link) {
    Experiment experiment = situation.experiment();
    Decision seen = link.undone() != null ? link.undone() : situation.report().lastDecision();
    Instant now = clock.now();
    return new Decision(
        UUID.randomUUID(),
        experiment.key(),
        effect.revision(),
        null,
        action,
        effect.variant(),
        effect.applied(),
        actor,
        note,
        Link.id(link.answered()),
        Link.id(link.undone()),
        List.of(link.word()),
        effect.model(),
        effect.previous(),
        experiment.spec().policy(),
        evidence(seen, note),
        link.answered() != null
            ? link.answered().watermark()
            : Watermark.of(clock, lateness).instant(),
        now);
  }

  /** What the person had before their eyes: an earlier decision, with its numbers. */
  private static Map<String, Object> evidence(Decision seen, String note) {
    return seen == null
        ? Map.of("reason", note)
        : Map.of(
            "reason",
            note,
            "decisionId",
            seen.id().toString(),
            "seen",
            seen.evidence().getOrDefault("seen", seen.evidence()));
  }
}
