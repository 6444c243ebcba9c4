package io.holdfast.experiment.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does steps again and again, with an interval between them and never two at a time. Counts what
 * became of each; a step that fails is logged, and the next one comes as ever. Thread-safe.
 *
 * @param <A> what can become of a step
 */
final class RepeatedSteps<A extends Enum<A>> {
  private static final Logger LOG = Logger.getLogger(RepeatedSteps.class);
  private static final int SHUTDOWN_SECONDS = 15;

  private final String name;
  private final Supplier<Uni<List<A>>> step;
  private final Duration interval;
  private final MeterRegistry meters;
  private final Vertx vertx;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean started;
  private volatile boolean stopping;

  /**
   * Steps that have not begun.
   *
   * @param name of the counter {@code holdfast.NAME.steps}, and in messages
   * @param step does what is due
   */
  RepeatedSteps(
      String name,
      Supplier<Uni<List<A>>> step,
      Duration interval,
      MeterRegistry meters,
      Vertx vertx) {
    this.name = name;
    this.step = step;
    this.interval = interval;
    this.meters = meters;
    this.vertx = vertx;
  }

  /** Begins; the counters are there from the beginning. */
  void start(A[] attempts) {
    started = true;
    for (A attempt : attempts) {
      count(attempt, 0);
    }
    next();
  }

  /** Lets the step that runs end, and starts no other. */
  void stop() throws InterruptedException {
    stopping = true;
    if (started && !ended.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
      LOG.warnf("a step of %s did not end in time; it will be done again", name);
    }
  }

  private void next() {
    vertx.setTimer(Math.max(1, interval.toMillis()), ignored -> tick());
  }

  /** On a context of its own, as sessions want it. */
  private void tick() {
    if (stopping) {
      ended.countDown();
      return;
    }
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        ignored ->
            step.get()
                .onItem()
                .invoke(attempts -> attempts.forEach(attempt -> count(attempt, 1)))
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "%s failed; it is tried again", name))
                .eventually(this::next)
                .subscribe()
                .with(done -> {}, failure -> {}));
  }

  private void count(A attempt, int times) {
    meters
        .counter(
            "holdfast." + name + ".steps",
            "result",
            attempt.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .increment(times);
  }
}
