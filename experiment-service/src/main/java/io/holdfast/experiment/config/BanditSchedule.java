package io.holdfast.experiment.config;

import io.holdfast.experiment.bandit.MoveWeights;
import io.holdfast.experiment.domain.Bandits.Attempt;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Runs the bandits of this replica: looks at an interval whether any is due, one at a time. */
@ApplicationScoped
public class BanditSchedule {
  private final RepeatedSteps<Attempt> steps;

  BanditSchedule(MoveWeights move, BanditConfig config, MeterRegistry meters, Vertx vertx) {
    this.steps = new RepeatedSteps<>("bandit", move::tick, config.interval(), meters, vertx);
  }

  void start(@Observes StartupEvent starting) {
    steps.start(Attempt.values());
  }

  void stop(@Observes ShutdownEvent stop) throws InterruptedException {
    steps.stop();
  }
}
