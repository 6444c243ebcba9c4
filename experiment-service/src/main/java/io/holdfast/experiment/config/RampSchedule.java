package io.holdfast.experiment.config;

import io.holdfast.experiment.domain.Ramps.Attempt;
import io.holdfast.experiment.ramp.AdvanceRamps;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Runs the ramps of this replica: looks at an interval at each, one at a time. */
@ApplicationScoped
public class RampSchedule {
  private final RepeatedSteps<Attempt> steps;

  RampSchedule(AdvanceRamps advance, RampConfig config, MeterRegistry meters, Vertx vertx) {
    this.steps = new RepeatedSteps<>("ramp", advance::tick, config.interval(), meters, vertx);
  }

  void start(@Observes StartupEvent starting) {
    steps.start(Attempt.values());
  }

  void stop(@Observes ShutdownEvent stop) throws InterruptedException {
    steps.stop();
  }
}
