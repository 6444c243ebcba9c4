package io.holdfast.experiment.domain;

import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ExperimentVariant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * An experiment at one of its revisions.
 *
 * @param key its identity, also the seed of its bucketing
 * @param revision grows by one with each change, from 1
 * @param state where it stands
 * @param spec what people decided about it
 * @param createdAt when it was made
 * @param startedAt when it was started first; null before
 * @param stoppedAt when it was stopped; null before
 * @param stickySince when its split first changed in a way that could move exposed users; null
 *     while their hash says where they are
 */
public record Experiment(
    String key,
    int revision,
    ExperimentState state,
    ExperimentSpec spec,
    Instant createdAt,
    Instant startedAt,
    Instant stoppedAt,
    Instant stickySince) {

  /** The version of the hash that experiments made here use (GrowthBook's second). */
  public static final int HASH_VERSION = 2;

  public Experiment {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(spec, "spec");
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    startedAt = startedAt == null ? null : startedAt.truncatedTo(ChronoUnit.MICROS);
    stoppedAt = stoppedAt == null ? null : stoppedAt.truncatedTo(ChronoUnit.MICROS);
    stickySince = stickySince == null ? null : stickySince.truncatedTo(ChronoUnit.MICROS);
  }

  /** A new draft. */
  public static Experiment draft(String key, ExperimentSpec spec, Instant now) {
    return new Experiment(key, 1, ExperimentState.DRAFT, spec, now, null, null, null);
  }

  /** The next revision, with another spec. */
  public Experiment respecified(ExperimentSpec changed) {
    return new Experiment(
        key, revision + 1, state, changed, createdAt, startedAt, stoppedAt, stickySince);
  }

  /**
   * The next revision, with other weights or another coverage. More coverage leaves everyone who
   * takes part where they are; other weights or less coverage do not, so that from then on exposed
   * users are looked up.
   */
  public Experiment reallocated(ExperimentSpec changed, Instant now) {
    boolean moves =
        changed.coverage() < spec.coverage() || !changed.weights().equals(spec.weights());
    return new Experiment(
        key,
        revision + 1,
        state,
        changed,
        createdAt,
        startedAt,
        stoppedAt,
        stickySince == null && moves ? now : stickySince);
  }

  /** The next revision, running; the first start sets {@code startedAt} for good. */
  public Experiment started(ExperimentSpec pinned, Instant now) {
    return new Experiment(
        key,
        revision + 1,
        ExperimentState.RUNNING,
        pinned,
        createdAt,
        startedAt == null ? now : startedAt,
        null,
        stickySince);
  }

  /** The next revision, after a transition other than a start. */
  public Experiment moved(Transition transition, Instant now) {
    return new Experiment(
        key,
        revision + 1,
        transition.to(),
        spec,
        createdAt,
        startedAt,
        transition == Transition.STOP ? now : stoppedAt,
        stickySince);
  }

  /** What the log tells about this revision: the full snapshot. */
  public ExperimentChanged toEvent(Instant now) {
    return new ExperimentChanged(
        UUID.randomUUID(),
        revision,
        key,
        spec.name(),
        state,
        spec.scenario(),
        spec.interleaving(),
        spec.coverage(),
        spec.variants().stream()
            .map(
                each ->
                    new ExperimentVariant(
                        each.name(),
                        each.weight(),
                        each.model().pinned(),
                        each.parameters(),
                        each.value()))
            .toList(),
        spec.control(),
        spec.bandit(),
        spec.policy(),
        spec.plannedUsers(),
        startedAt,
        stoppedAt,
        now);
  }

  /** What users are split by. */
  public ExperimentDefinition toDefinition() {
    return new ExperimentDefinition(
        key,
        revision,
        key,
        HASH_VERSION,
        spec.scenario(),
        spec.interleaving(),
        spec.coverage(),
        spec.variants().stream()
            .map(
                each ->
                    new VariantDefinition(
                        each.name(),
                        each.weight(),
                        each.model().pinned(),
                        each.parameters(),
                        each.value()))
            .toList(),
        spec.control(),
        spec.namespace(),
        spec.condition(),
        stickySince != null,
        spec.holdout());
  }
}
