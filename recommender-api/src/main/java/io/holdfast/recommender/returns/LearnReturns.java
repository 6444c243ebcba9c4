package io.holdfast.recommender.returns;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.recommender.background.BackgroundLoop;
import io.holdfast.recommender.domain.ItemReturns;
import io.holdfast.recommender.domain.ReturnEstimates;
import io.holdfast.recommender.strategy.ReturnLifts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Estimates from the log how much likelier people are to come back after each item, and keeps the
 * estimates in memory. Of the replicas, one counts when the interval is over; all follow what it
 * wrote. Works in the background: a list reads a map. Until a list asks for the first time nothing
 * is counted, since it takes a look at the whole log of the window. Thread-safe.
 *
 * <p>Consumption is a user's first positive interaction with an item in the window; a return is any
 * interaction of that user from 24 hours to 7 days after it. Only consumption whose 7 days are over
 * counts, so that nobody is called lost who can still come back.
 */
@ApplicationScoped
public class LearnReturns implements ReturnLifts {
  private static final Duration HORIZON = Duration.ofDays(7);
  private static final Duration LONGEST_COUNT = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final ReturnEstimates estimates;
  private final Clock clock;
  private final ReturnSettings settings;
  private volatile Map<String, Double> lifts = Map.of();
  private volatile boolean asked;
  private long revision;
  private volatile BackgroundLoop loop;

  LearnReturns(ReturnEstimates estimates, Clock clock, ReturnSettings settings) {
    this.estimates = estimates;
    this.clock = clock;
    this.settings = settings;
  }

  void start(@Observes StartupEvent starting) {
    loop = BackgroundLoop.start("returns", settings.pollInterval(), this::work);
  }

  void stop(@Observes ShutdownEvent stopping) {
    loop.close();
  }

  @Override
  public double lift(String itemId) {
    if (!asked) {
      asked = true;
      loop.wakeUp();
    }
    return lifts.getOrDefault(itemId, 1.0);
  }

  private void work() {
    if (!asked) {
      return;
    }
    Instant until = clock.now().minus(settings.lateness()).minus(HORIZON);
    ReturnEstimates.Consumption consumption =
        new ReturnEstimates.Consumption(
            settings.consumption(), until.minus(settings.window()), until);
    estimates
        .refresh(consumption, settings.interval(), LearnReturns::estimated)
        .await()
        .atMost(LONGEST_COUNT);
    long latest = estimates.revision().await().atMost(LONGEST_WAIT);
    if (latest != revision) {
      lifts = Map.copyOf(estimates.lifts().await().atMost(LONGEST_WAIT));
      revision = latest;
    }
  }

  private static List<ReturnEstimates.Estimate> estimated(List<ItemReturns> counts) {
    if (counts.isEmpty()) {
      return List.of();
    }
    BetaBinomial items = BetaBinomial.of(counts);
    return counts.stream()
        .map(item -> new ReturnEstimates.Estimate(item, items.probability(item), items.lift(item)))
        .toList();
  }
}
