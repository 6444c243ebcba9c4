package io.holdfast.experiment.assignment;

import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Experiments;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The running experiments, kept in memory. A change on this replica shows at once ({@link
 * #forget}); one on another replica within the check interval, because a set older than that is
 * used only after the database said that nothing changed. Thread-safe.
 */
public final class ActiveExperiments {
  private final Experiments experiments;
  private final long checkNanos;
  private final LongSupplier nanoTime;
  private final AtomicReference<Kept> kept = new AtomicReference<>();
  private final AtomicLong generations = new AtomicLong();

  /**
   * Keeps nothing yet.
   *
   * @param experiments where they are
   * @param checkInterval how long a set is used without asking
   */
  public ActiveExperiments(Experiments experiments, Duration checkInterval) {
    this(experiments, checkInterval, System::nanoTime);
  }

  ActiveExperiments(Experiments experiments, Duration checkInterval, LongSupplier nanoTime) {
    this.experiments = experiments;
    this.checkNanos = checkInterval.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The running experiments; paused ones assign nobody and are not among them. */
  public Uni<ActiveSet> current() {
    Kept now = kept.get();
    long asked = nanoTime.getAsLong();
    if (now != null && asked - now.checkedAt() < checkNanos) {
      return Uni.createFrom().item(now.set());
    }
    // The version first: a change between the two reads is then found by the next check.
    long generation = generations.get();
    return experiments
        .version()
        .chain(
            version ->
                now != null && now.version() == version
                    ? Uni.createFrom().item(new Kept(now.set(), version, asked))
                    : experiments
                        .running()
                        .map(running -> new Kept(setOf(running), version, asked)))
        .invoke(
            read -> {
              // What was read before a change must not outlive it.
              if (generation == generations.get()) {
                kept.set(read);
              }
            })
        .map(Kept::set);
  }

  /** Something changed here: what is kept must not be used any more. */
  public void forget() {
    generations.incrementAndGet();
    kept.set(null);
  }

  private static ActiveSet setOf(List<Experiment> running) {
    return ActiveSet.of(running.stream().map(Experiment::toDefinition).toList());
  }

  private record Kept(ActiveSet set, long version, long checkedAt) {}
}
