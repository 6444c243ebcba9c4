package io.holdfast.recommender.ingest;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.recommender.domain.InteractionLog;
import io.holdfast.recommender.domain.InteractionLog.Outcome;
import io.holdfast.recommender.domain.LogRefusalException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets the interactions of many requests share transactions.
 *
 * <p>Nothing waits for a batch to fill: while a transaction may start, it takes what is there at
 * once, and what comes while all are busy goes into the next one. So a lone request has no delay
 * and a crowd pays for one commit. The queue is bounded: what does not fit is refused, whole.
 *
 * <p>A batch that the log refuses is tried again slice by slice, so that nobody's request fails for
 * another one's. Thread-safe.
 */
final class InteractionBatcher {
  private static final Duration PAUSE_WHEN_FULL = Duration.ofSeconds(1);

  /** A part of one request that is committed as a whole. */
  private record Slice(List<Interaction> interactions, CompletableFuture<List<Outcome>> answer) {}

  private final InteractionLog log;
  private final IngestSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Slice> queue = new ArrayDeque<>();
  private int waiting;
  private int inFlight;

  InteractionBatcher(InteractionLog log, IngestSettings settings) {
    this.log = log;
    this.settings = settings;
  }

  /**
   * Queues the slices of one request.
   *
   * @return the answer to each, completed after its commit
   * @throws QueueFullException if they do not fit; none is queued then
   */
  List<Uni<List<Outcome>>> submit(List<List<Interaction>> slices) {
    int rows = slices.stream().mapToInt(List::size).sum();
    List<Uni<List<Outcome>>> answers = new ArrayList<>(slices.size());
    lock.lock();
    try {
      if (waiting + rows > settings.queueRows()) {
        throw new QueueFullException(waiting, PAUSE_WHEN_FULL);
      }
      for (List<Interaction> interactions : slices) {
        Slice slice = new Slice(interactions, new CompletableFuture<>());
        queue.add(slice);
        answers.add(Uni.createFrom().completionStage(slice.answer()));
      }
      waiting += rows;
    } finally {
      lock.unlock();
    }
    work();
    return answers;
  }

  /** How many interactions wait for a transaction. */
  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    for (List<Slice> batch = next(); !batch.isEmpty(); batch = next()) {
      commit(batch);
    }
  }

  /** The next transaction's slices; empty if none may start or nothing waits. */
  private List<Slice> next() {
    lock.lock();
    try {
      List<Slice> batch = new ArrayList<>();
      if (inFlight == settings.batchesInFlight()) {
        return batch;
      }
      int rows = 0;
      while (!queue.isEmpty()
          && rows + queue.peek().interactions().size() <= settings.batchRows()) {
        Slice slice = queue.poll();
        rows += slice.interactions().size();
        batch.add(slice);
      }
      if (!batch.isEmpty()) {
        waiting -= rows;
        inFlight++;
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void commit(List<Slice> batch) {
    append(batch)
        .onTermination()
        .invoke(this::ended)
        .subscribe()
        .with(ignored -> work(), ignored -> work());
  }

  private void ended() {
    lock.lock();
    try {
      inFlight--;
    } finally {
      lock.unlock();
    }
  }

  private Uni<Void> append(List<Slice> batch) {
    List<Interaction> all = batch.stream().flatMap(slice -> slice.interactions().stream()).toList();
    return log.append(all)
        .invoke(outcomes -> answer(batch, outcomes))
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(failure -> oneByOne(batch, failure));
  }

  private static void answer(List<Slice> batch, List<Outcome> outcomes) {
    int from = 0;
    for (Slice slice : batch) {
      int to = from + slice.interactions().size();
      slice.answer().complete(List.copyOf(outcomes.subList(from, to)));
      from = to;
    }
  }

  private Uni<Void> oneByOne(List<Slice> batch, Throwable failure) {
    if (batch.size() == 1 || !(failure instanceof LogRefusalException)) {
      batch.forEach(slice -> slice.answer().completeExceptionally(failure));
      return Uni.createFrom().voidItem();
    }
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Slice slice : batch) {
      done = done.chain(() -> append(List.of(slice)));
    }
    return done;
  }
}
