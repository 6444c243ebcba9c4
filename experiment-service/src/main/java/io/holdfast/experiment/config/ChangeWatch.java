package io.holdfast.experiment.config;

import io.holdfast.experiment.assignment.ActiveExperiments;
import io.holdfast.experiment.domain.ExperimentView;
import io.holdfast.experiment.flags.FlagChanges;
import io.holdfast.experiment.flags.FlagSet;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells those who listen on this replica that experiments changed: at once if they did here, at the
 * check interval if they did on another replica. While nobody listens, nothing is asked.
 * Thread-safe.
 */
@ApplicationScoped
public class ChangeWatch {
  private static final Logger LOG = Logger.getLogger(ChangeWatch.class);

  private final ActiveExperiments active;
  private final ExperimentView<FlagSet> flags;
  private final FlagChanges changes;
  private final ActiveConfig config;
  private final Vertx vertx;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private volatile boolean failing;
  private volatile long timer;

  ChangeWatch(
      ActiveExperiments active,
      ExperimentView<FlagSet> flags,
      FlagChanges changes,
      ActiveConfig config,
      MeterRegistry meters,
      Vertx vertx) {
    this.active = active;
    this.flags = flags;
    this.changes = changes;
    this.config = config;
    this.vertx = vertx;
    meters.gauge("holdfast.ofrep.streams", changes, FlagChanges::listeners);
  }

  void start(@Observes StartupEvent starting) {
    timer =
        vertx.setPeriodic(Math.max(1, config.checkInterval().toMillis()), ignored -> lookSoon());
  }

  void stop(@Observes ShutdownEvent stopping) {
    vertx.cancelTimer(timer);
  }

  /** An experiment was changed on this replica. */
  void changed() {
    active.forget();
    flags.forget();
    lookSoon();
  }

  private void lookSoon() {
    if (changes.listeners() == 0) {
      return;
    }
    again.set(true);
    if (looking.compareAndSet(false, true)) {
      look();
    }
  }

  /** On a context of its own, as sessions want it. */
  private void look() {
    again.set(false);
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        ignored -> changes.check().subscribe().with(done -> ended(null), this::ended));
  }

  private void ended(Throwable failure) {
    if (failure != null && !failing) {
      LOG.warnf("cannot see whether experiments changed; it goes on trying: %s", failure);
    }
    failing = failure != null;
    looking.set(false);
    if (failure == null && again.get() && looking.compareAndSet(false, true)) {
      look();
    }
  }
}
