package io.holdfast.recommender.background;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Bounds how long results are waited for, counted from the subscription on. Thread-safe. */
public final class TimeLimit implements AutoCloseable {
  private static final Cancellable CANCELLED = () -> {};

  private final Duration length;
  private final Countdown countdown;

  /**
   * A limit.
   *
   * @param name of the thread that watches over it
   * @param length how long a result may take
   */
  public TimeLimit(String name, Duration length) {
    this.length = length;
    this.countdown = new Countdown(name, length);
  }

  /**
   * The result, or a {@link TimeoutException} when time is up. The work goes on then: whoever
   * counts its failures is to learn how it ended.
   */
  public <T> Uni<T> require(Uni<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Countdown.Ticket ticket =
                  countdown.start(
                      () -> emitter.fail(new TimeoutException("not there within " + length)));
              await(work, ticket, emitter);
            });
  }

  /**
   * The result, or what stands in for it when time is up. The work is cancelled then, and what is
   * left of it is not begun.
   */
  public <T> Uni<T> orElse(Uni<T> work, Supplier<Uni<? extends T>> standIn) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              AtomicReference<Cancellable> running = new AtomicReference<>();
              Countdown.Ticket ticket =
                  countdown.start(
                      () -> {
                        Cancellable begun = running.getAndSet(CANCELLED);
                        if (begun != null) {
                          begun.cancel();
                        }
                        Uni.createFrom()
                            .deferred(standIn)
                            .subscribe()
                            .with(emitter::complete, emitter::fail);
                      });
              Cancellable begun = await(work, ticket, emitter);
              if (!running.compareAndSet(null, begun)) {
                begun.cancel();
              }
            });
  }

  private static <T> Cancellable await(
      Uni<T> work, Countdown.Ticket ticket, UniEmitter<? super T> emitter) {
    return work.subscribe()
        .with(
            result -> {
              if (ticket.settle()) {
                emitter.complete(result);
              }
            },
            failure -> {
              if (ticket.settle()) {
                emitter.fail(failure);
              }
            });
  }

  @Override
  public void close() {
    countdown.close();
  }
}
