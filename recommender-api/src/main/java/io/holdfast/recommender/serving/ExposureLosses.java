package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.RecommendationServed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * How complete this replica's record of served lists is, since its start: what was logged, what was
 * lost, and whose exposures the lost ones were. Thread-safe.
 */
@ApplicationScoped
public class ExposureLosses {

  /**
   * The state of the record.
   *
   * @param buffered served lists that are not in the log yet
   * @param capacity how many may wait
   * @param logged lists that are in the log
   * @param lost lists that are not and never will be
   * @param lostByVariant the lost exposures of each variant
   */
  public record Health(
      int buffered, int capacity, long logged, long lost, List<VariantLoss> lostByVariant) {}

  /**
   * Lost exposures.
   *
   * @param key the experiment
   * @param variant its variant
   * @param lost how many
   */
  public record VariantLoss(String key, String variant, long lost) {}

  private record Arm(String key, String variant) {}

  private final int capacity;
  private final MeterRegistry meters;
  private final Counter logged;
  private final Counter lost;
  private final Timer append;
  private final Map<Arm, LongAdder> byArm = new ConcurrentHashMap<>();
  private volatile IntSupplier buffered = () -> 0;

  ExposureLosses(ServedSettings settings, MeterRegistry meters) {
    this.capacity = settings.capacity();
    this.meters = meters;
    this.logged =
        Counter.builder("holdfast.served.logged")
            .description("Served lists that are in the log")
            .register(meters);
    this.append =
        Timer.builder("holdfast.served.append")
            .description("Latency of appending a batch of served lists to the log")
            .publishPercentileHistogram()
            .register(meters);
    this.lost =
        Counter.builder("holdfast.served.lost")
            .description("Served lists that could not be logged")
            .register(meters);
  }

  void watch(IntSupplier size) {
    buffered = size;
    meters.gauge("holdfast.served.buffer", this, losses -> losses.buffered.getAsInt());
  }

  /** Appends a batch, timed. */
  void append(int lists, Runnable work) {
    append.record(work);
    logged.increment(lists);
  }

  void lost(RecommendationServed served) {
    lost.increment();
    if (served.trigger() == RecommendationServed.Trigger.USER) {
      for (AssignedVariant assigned : served.experiments()) {
        byArm
            .computeIfAbsent(new Arm(assigned.key(), assigned.variant()), arm -> new LongAdder())
            .increment();
      }
    }
  }

  /** How it stands. */
  public Health health() {
    List<VariantLoss> losses =
        byArm.entrySet().stream()
            .map(
                arm ->
                    new VariantLoss(
                        arm.getKey().key(), arm.getKey().variant(), arm.getValue().sum()))
            .sorted(Comparator.comparing(VariantLoss::key).thenComparing(VariantLoss::variant))
            .toList();
    return new Health(
        buffered.getAsInt(), capacity, (long) logged.count(), (long) lost.count(), losses);
  }
}
