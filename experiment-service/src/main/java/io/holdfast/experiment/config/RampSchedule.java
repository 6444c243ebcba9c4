package io.holdfast.experiment.config;

import io.holdfast.experiment.domain.Ramps.Attempt;
import io.holdfast.experiment.ramp.AdvanceRamps;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the ramps of this replica: looks at an interval at each, one at a time. */
@ApplicationScoped
public class RampSchedule {
  private static final Logger LOG = Logger.getLogger(RampSchedule.class);
  private static final int SHUTDOWN_SECONDS = 15;

  private final AdvanceRamps advance;
  private final RampConfig config;
  private final MeterRegistry meters;
  private final Vertx vertx;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean started;
  private volatile boolean stopping;

  RampSchedule(AdvanceRamps advance, RampConfig config, MeterRegistry meters, Vertx vertx) {
    this.advance = advance;
    this.config = config;
    this.meters = meters;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent starting) {
    started = true;
    for (Attempt attempt : Attempt.values()) {
      steps(attempt);
    }
    next();
  }

  /** Lets the step that runs end, and starts no other. */
  void stop(@Observes ShutdownEvent stop) throws InterruptedException {
    stopping = true;
    if (started && !ended.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("a ramp's step did not end in time; it will be done again");
    }
  }

  private void next() {
    vertx.setTimer(Math.max(1, config.interval().toMillis()), ignored -> tick());
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
            advance
                .tick()
                .onItem()
                .invoke(attempts -> attempts.forEach(attempt -> steps(attempt).increment()))
                .onFailure()
                .invoke(failure -> LOG.warn("ramps failed; they are tried again", failure))
                .eventually(this::next)
                .subscribe()
                .with(done -> {}, failure -> {}));
  }

  private Counter steps(Attempt attempt) {
    return meters.counter(
        "holdfast.ramp.steps", "result", attempt.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
