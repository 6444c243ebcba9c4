package io.holdfast.experiment.flags;

import io.holdfast.experiment.domain.ExperimentView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells listeners that the flags' configuration changed, by its new tag. Learns it when asked to
 * look ({@link #check}). A listener that is slow misses tags, but never the last one. Thread-safe.
 */
public final class FlagChanges {
  private final ExperimentView<FlagSet> flags;
  private final int mostListeners;
  private final BroadcastProcessor<String> signals = BroadcastProcessor.create();
  private final AtomicInteger listeners = new AtomicInteger();
  private volatile String last;

  /**
   * Tells nothing yet.
   *
   * @param flags all flags
   * @param mostListeners how many may listen at a time
   */
  public FlagChanges(ExperimentView<FlagSet> flags, int mostListeners) {
    this.flags = flags;
    this.mostListeners = mostListeners;
  }

  /**
   * The present tag, and then each new one, without end; so whoever listens misses no change that
   * came before. Fails with {@link TooManyListenersException} if there is no room.
   *
   * @param known a tag that need not be told first; null for none
   */
  public Multi<String> since(String known) {
    return Multi.createFrom()
        .deferred(() -> listeners.get() < mostListeners ? open() : refused())
        .skip()
        .first(tag -> tag.equals(known))
        .skip()
        .repetitions();
  }

  /** What is merged only says that there is something to tell; what to tell is read at the end. */
  private Multi<String> open() {
    listeners.incrementAndGet();
    return Multi.createBy()
        .merging()
        .streams(signals.onOverflow().dropPreviousItems(), look().toMulti())
        .onTermination()
        .invoke(listeners::decrementAndGet)
        .map(ignored -> last);
  }

  private static Multi<String> refused() {
    return Multi.createFrom().failure(TooManyListenersException::new);
  }

  /** How many listen. */
  public int listeners() {
    return listeners.get();
  }

  /** Looks whether something changed, and tells those who listen; does nothing if nobody does. */
  public Uni<Void> check() {
    if (listeners.get() == 0) {
      return Uni.createFrom().voidItem();
    }
    return look().replaceWithVoid();
  }

  private Uni<String> look() {
    return flags.checked().map(FlagSet::tag).invoke(this::tell);
  }

  /** One at a time, as the processor wants it. */
  private synchronized void tell(String tag) {
    if (!tag.equals(last)) {
      last = tag;
      signals.onNext(tag);
    }
  }
}
