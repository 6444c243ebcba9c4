package io.holdfast.recommender.ingest;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.recommender.background.TimeLimit;
import io.holdfast.recommender.domain.InteractionLog;
import io.holdfast.recommender.domain.InteractionLog.Outcome;
import io.holdfast.recommender.domain.LogUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Takes a request's interactions in. They are cut into slices that fit a transaction; each slice
 * goes through the {@link InteractionBatcher}, together with those of other requests.
 */
@ApplicationScoped
public class IngestInteractions {
  private final InteractionBatcher batcher;
  private final TimeLimit patience;
  private final int batchRows;
  private final Counter stored;
  private final Counter duplicate;
  private final Counter erased;
  private final Counter refused;

  IngestInteractions(InteractionLog log, IngestSettings settings, MeterRegistry meters) {
    this.batcher = new InteractionBatcher(log, settings);
    this.patience = new TimeLimit("ingest-patience", settings.patience());
    this.batchRows = settings.batchRows();
    this.stored = counter(meters, "stored");
    this.duplicate = counter(meters, "duplicate");
    this.erased = counter(meters, "erased");
    this.refused = counter(meters, "refused");
    meters.gauge("holdfast.ingest.queue", batcher, InteractionBatcher::waiting);
  }

  void stop(@Observes ShutdownEvent stopping) {
    patience.close();
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("holdfast.ingest.interactions")
        .description("Interactions by what became of them")
        .tag("outcome", outcome)
        .register(meters);
  }

  /**
   * Takes them in; completes when all are committed. Fails with {@link QueueFullException} if too
   * many wait already, and then none was taken in; and with {@link LogUnavailableException} if the
   * log fails or is silent for too long, and then some may have been or be yet.
   */
  public Uni<Accepted> ingest(List<Interaction> interactions) {
    if (interactions.isEmpty()) {
      return Uni.createFrom().item(new Accepted(0, 0));
    }
    return Uni.createFrom()
        .deferred(
            () -> {
              List<Uni<List<Outcome>>> slices = new ArrayList<>();
              try {
                slices.addAll(batcher.submit(slices(interactions)));
              } catch (QueueFullException full) {
                refused.increment(interactions.size());
                return Uni.createFrom().failure(full);
              }
              Uni<Accepted> committed =
                  Uni.join()
                      .all(slices)
                      .andCollectFailures()
                      .onFailure(CompositeException.class)
                      .transform(failures -> failures.getCauses().getFirst())
                      .map(this::count);
              return patience
                  .require(committed)
                  .onFailure(TimeoutException.class)
                  .transform(LogUnavailableException::new);
            });
  }

  private List<List<Interaction>> slices(List<Interaction> interactions) {
    List<List<Interaction>> slices = new ArrayList<>();
    for (int from = 0; from < interactions.size(); from += batchRows) {
      int to = Math.min(from + batchRows, interactions.size());
      slices.add(interactions.subList(from, to));
    }
    return slices;
  }

  private Accepted count(List<List<Outcome>> outcomes) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    for (List<Outcome> slice : outcomes) {
      slice.forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
    }
    int now = counts.getOrDefault(Outcome.STORED, 0);
    int before = counts.getOrDefault(Outcome.DUPLICATE, 0);
    int dropped = counts.getOrDefault(Outcome.ERASED, 0);
    stored.increment(now);
    duplicate.increment(before);
    erased.increment(dropped);
    return new Accepted(now + dropped, before);
  }
}
