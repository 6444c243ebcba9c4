package io.holdfast.experiment.domain;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Something that is computed from the experiments, kept in memory. A change on this replica shows
 * at once ({@link #forget}); one on another replica within the check interval, or twice that under
 * load, because what is older is used only after the database said that nothing changed.
 * Thread-safe.
 *
 * @param <T> what is computed; immutable
 */
public final class ExperimentView<T> {
  private final Experiments experiments;
  private final Function<Experiments, Uni<T>> read;
  private final long checkNanos;
  private final AtomicReference<Kept<T>> kept = new AtomicReference<>();
  private final AtomicLong generations = new AtomicLong();

  /**
   * Keeps nothing yet.
   *
   * @param experiments where they are
   * @param read reads and computes
   * @param checkInterval how long the result is used without asking
   */
  public ExperimentView(
      Experiments experiments, Function<Experiments, Uni<T>> read, Duration checkInterval) {
    this.experiments = experiments;
    this.read = read;
    this.checkNanos = checkInterval.toNanos();
  }

  /** What is computed from the experiments as they are. */
  public Uni<T> current() {
    Optional<T> known = known();
    return known.isPresent() ? Uni.createFrom().item(known.get()) : checked();
  }

  /**
   * The same if nothing has to be asked for it. When it is time to ask, one caller is told to;
   * meanwhile the others use what is kept, for one more check interval at most.
   */
  public Optional<T> known() {
    Kept<T> now = kept.get();
    if (now == null) {
      return Optional.empty();
    }
    long age = System.nanoTime() - now.checkedAt();
    boolean use =
        age < checkNanos || (age < 2 * checkNanos && !now.asked().compareAndSet(false, true));
    return use ? Optional.of(now.value()) : Optional.empty();
  }

  /** The same after asking the database, however short ago that was done. */
  public Uni<T> checked() {
    Kept<T> now = kept.get();
    long asked = System.nanoTime();
    // The version first: a change between the two reads is then found by the next check.
    long generation = generations.get();
    return experiments
        .version()
        .chain(
            version ->
                now != null && now.version() == version
                    ? Uni.createFrom()
                        .item(new Kept<>(now.value(), version, asked, new AtomicBoolean()))
                    : read.apply(experiments)
                        .map(value -> new Kept<>(value, version, asked, new AtomicBoolean())))
        .invoke(
            found -> {
              // What was read before a change must not outlive it.
              if (generation == generations.get()) {
                kept.set(found);
              }
            })
        .map(Kept::value);
  }

  /** Something changed here: what is kept must not be used any more. */
  public void forget() {
    generations.incrementAndGet();
    kept.set(null);
  }

  private record Kept<T>(T value, long version, long checkedAt, AtomicBoolean asked) {}
}
