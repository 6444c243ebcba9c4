package io.holdfast.service.log;

import io.holdfast.contracts.log.LogConsumer;
import io.holdfast.contracts.log.LogConsumer.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Runs a {@link LogConsumer} for as long as the service lives: at once while there is more to read,
 * after the idle interval at the head, and with growing pauses while it fails. One step at a time.
 *
 * <p>Thread-safe. Steps run on one event loop of Vert.x and must not block it.
 */
public final class ConsumerLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  /** How the loop is doing. */
  public sealed interface Status permits Starting, Working, AtHead, Failing {}

  /** No step has ended yet. */
  public record Starting() implements Status {}

  /** There is more to read. */
  public record Working() implements Status {}

  /** Everything was read, or another replica is at it. */
  public record AtHead() implements Status {}

  /**
   * The last steps failed.
   *
   * @param failures how many in a row
   * @param since when the first of them did, wall time
   * @param message what the last one said
   */
  public record Failing(int failures, Instant since, String message) implements Status {}

  private final Vertx vertx;
  private final LogConsumer consumer;
  private final String name;
  private final Duration idle;
  private final AtomicReference<Status> status = new AtomicReference<>(new Starting());
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;

  private ConsumerLoop(Vertx vertx, LogConsumer consumer, String name, Duration idle) {
    this.vertx = vertx;
    this.consumer = consumer;
    this.name = name;
    this.idle = idle;
  }

  /**
   * Starts a loop.
   *
   * @param vertx whose event loops run the steps
   * @param consumer what to run
   * @param name for the log's messages
   * @param idle how long to wait at the head before looking again
   */
  public static ConsumerLoop start(Vertx vertx, LogConsumer consumer, String name, Duration idle) {
    ConsumerLoop loop = new ConsumerLoop(vertx, consumer, name, idle);
    vertx.getOrCreateContext().runOnContext(ignored -> loop.run(consumer.register()));
    return loop;
  }

  /** How the loop is doing. */
  public Status status() {
    return status.get();
  }

  private void run(Uni<Void> before) {
    before
        .chain(consumer::step)
        .subscribe()
        .with(
            step -> {
              status.set(step == Step.ADVANCED ? new Working() : new AtHead());
              next(step == Step.ADVANCED ? Duration.ZERO : idle, Uni.createFrom().voidItem());
            },
            this::failed);
  }

  private void failed(Throwable failure) {
    Failing now =
        status.get() instanceof Failing before
            ? new Failing(before.failures() + 1, before.since(), failure.getMessage())
            : new Failing(1, Instant.now(), failure.getMessage());
    status.set(now);
    if (!stopping) {
      LOG.warnf(failure, "consumer %s failed, %d in a row; it tries again", name, now.failures());
    }
    Duration pause = idle.multipliedBy(1L << Math.min(now.failures(), 12));
    next(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, consumer.register());
  }

  private void next(Duration pause, Uni<Void> before) {
    if (stopping) {
      ended.countDown();
    } else if (pause.isZero()) {
      vertx.getOrCreateContext().runOnContext(ignored -> run(before));
    } else {
      vertx.setTimer(Math.max(1, pause.toMillis()), ignored -> run(before));
    }
  }

  /** Lets the step that runs end, starts no other, and returns then. */
  @Override
  public void close() {
    stopping = true;
    try {
      if (!ended.await(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warnf("consumer %s did not end within %s", name, STOP_WAIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What keeps the loop from reading; empty while all is well. */
  public Optional<String> trouble() {
    return status.get() instanceof Failing failing
        ? Optional.of(failing.failures() + " failures since " + failing.since())
        : Optional.empty();
  }
}
