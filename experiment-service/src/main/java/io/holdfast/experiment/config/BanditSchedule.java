package io.holdfast.experiment.config;

import io.holdfast.experiment.bandit.MoveWeights;
import io.holdfast.experiment.domain.Bandits.Attempt;
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

/** Runs the bandits of this replica: looks at an interval whether any is due, one at a time. */
@ApplicationScoped
public class BanditSchedule {
  private static final Logger LOG = Logger.getLogger(BanditSchedule.class);
  private static final int SHUTDOWN_SECONDS = 15;

  private final MoveWeights move;
  private final BanditConfig config;
  private final MeterRegistry meters;
  private final Vertx vertx;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean started;
  private volatile boolean stopping;

  BanditSchedule(MoveWeights move, BanditConfig config, MeterRegistry meters, Vertx vertx) {
    this.move = move;
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
      LOG.warn("a bandit's step did not end in time; it will be done again");
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
            move.tick()
                .onItem()
                .invoke(attempts -> attempts.forEach(attempt -> steps(attempt).increment()))
                .onFailure()
                .invoke(failure -> LOG.warn("bandits failed; they are tried again", failure))
                .eventually(this::next)
                .subscribe()
                .with(done -> {}, failure -> {}));
  }

  private Counter steps(Attempt attempt) {
    return meters.counter(
        "holdfast.bandit.steps",
        "result",
        attempt.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
