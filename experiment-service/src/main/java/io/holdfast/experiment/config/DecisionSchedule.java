package io.holdfast.experiment.config;

import io.holdfast.experiment.decision.EvaluateExperiments;
import io.holdfast.experiment.domain.Evaluations.Attempt;
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
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs the daily evaluations of this replica: looks at an interval whether any is due, never twice
 * at a time.
 */
@ApplicationScoped
public class DecisionSchedule {
  private static final Logger LOG = Logger.getLogger(DecisionSchedule.class);
  private static final String FAILURES = "holdfast.decision.failures";
  private static final int SHUTDOWN_SECONDS = 15;
  private static final int MOST_DOUBLINGS = 10;

  private final EvaluateExperiments evaluate;
  private final DecisionConfig config;
  private final MeterRegistry meters;
  private final Vertx vertx;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Touched by one tick at a time. */
  private volatile int failures;

  private volatile boolean started;
  private volatile boolean stopping;

  DecisionSchedule(
      EvaluateExperiments evaluate, DecisionConfig config, MeterRegistry meters, Vertx vertx) {
    this.evaluate = evaluate;
    this.config = config;
    this.meters = meters;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent starting) {
    started = true;
    for (Attempt attempt : Attempt.values()) {
      evaluations(attempt);
    }
    meters.counter(FAILURES);
    next();
  }

  /** Lets the evaluation that runs end, and starts no other. */
  void stop(@Observes ShutdownEvent stop) throws InterruptedException {
    stopping = true;
    if (started && !ended.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("an evaluation did not end in time; it will be done again");
    }
  }

  private void next() {
    if (stopping) {
      ended.countDown();
    } else {
      long pause = config.interval().toMillis() << Math.min(failures, MOST_DOUBLINGS);
      long longest = Math.max(config.interval().toMillis(), config.longestPause().toMillis());
      vertx.setTimer(Math.max(1, Math.min(pause, longest)), ignored -> tick());
    }
  }

  /** On a context of its own, as sessions want it. */
  private void tick() {
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        ignored ->
            evaluate
                .tick()
                .subscribe()
                .with(
                    attempts -> {
                      failures = 0;
                      count(attempts);
                      next();
                    },
                    failure -> {
                      failed(failure);
                      next();
                    }));
  }

  private void failed(Throwable failure) {
    int inARow = failures + 1;
    failures = inARow;
    meters.counter(FAILURES).increment();
    if (stopping) {
      return;
    }
    if (inARow == 1) {
      LOG.warn("evaluations failed; they are done again", failure);
    } else {
      LOG.warnf("evaluations failed %d times in a row: %s", inARow, failure);
    }
  }

  private void count(List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      evaluations(attempt).increment();
    }
  }

  private Counter evaluations(Attempt attempt) {
    return meters.counter(
        "holdfast.decision.evaluations",
        "result",
        attempt.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
