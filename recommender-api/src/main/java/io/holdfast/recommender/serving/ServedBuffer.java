package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.recommender.background.BackgroundLoop;
import io.holdfast.recommender.domain.LogRefusalException;
import io.holdfast.recommender.domain.ServedLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The served lists that are not in the log yet. They are logged in batches off the requests' path;
 * a batch that fails stays and is tried again. When the buffer is full, a request waits for room
 * until its deadline; a list that finds none is lost, which is counted by experiment and variant in
 * {@link ExposureLosses}. Thread-safe.
 */
@ApplicationScoped
public class ServedBuffer {
  private static final Logger LOG = Logger.getLogger(ServedBuffer.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private record Waiter(
      RecommendationServed served, AtomicBoolean decided, CompletableFuture<Boolean> answer) {}

  private record Flush(long upTo, CompletableFuture<Void> done) {}

  private final ServedLog log;
  private final ServedSettings settings;
  private final ExposureLosses losses;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<RecommendationServed> queue = new ArrayDeque<>();
  private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
  private final List<Flush> flushes = new ArrayList<>();
  private long taken;
  private long settled;
  private boolean ended;
  private BackgroundLoop loop;

  ServedBuffer(ServedLog log, ServedSettings settings, ExposureLosses losses) {
    this.log = log;
    this.settings = settings;
    this.losses = losses;
    losses.watch(this::size);
  }

  void start(@Observes StartupEvent starting) {
    loop = BackgroundLoop.start("served-lists", settings.flushInterval(), this::drain);
  }

  /** Logs what is left; what cannot be logged in time is counted as lost and said so. */
  void stop(@Observes ShutdownEvent stopping) {
    long limit = System.nanoTime() + settings.shutdownDeadline().toNanos();
    while (size() > 0 && System.nanoTime() < limit) {
      loop.wakeUp();
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    loop.close();
    end();
    List<RecommendationServed> left = poll(Integer.MAX_VALUE);
    if (!left.isEmpty()) {
      left.forEach(losses::lost);
      LOG.errorf("%d served lists could not be logged before the end and are lost", left.size());
    }
  }

  /**
   * Takes a served list; completes at once while there is room, and within the deadline otherwise.
   *
   * @param left of the request's own time; it waits no longer than that
   * @return whether it was taken; if not, its loss is counted
   */
  public Uni<Boolean> add(RecommendationServed served, Duration left) {
    Duration longest = left.compareTo(settings.deadline()) < 0 ? left : settings.deadline();
    Waiter waiter;
    lock.lock();
    try {
      boolean full = queue.size() >= settings.capacity() || !waiters.isEmpty();
      if (ended || (full && !longest.isPositive())) {
        losses.lost(served);
        return Uni.createFrom().item(false);
      }
      if (!full) {
        take(served);
        return Uni.createFrom().item(true);
      }
      waiter = new Waiter(served, new AtomicBoolean(), new CompletableFuture<>());
      waiters.add(waiter);
    } finally {
      lock.unlock();
    }
    CompletableFuture.delayedExecutor(longest.toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> giveUp(waiter));
    loop.wakeUp();
    return Uni.createFrom().completionStage(waiter.answer());
  }

  /** Completes when everything that was taken before is in the log, or is counted as lost. */
  public Uni<Void> flush() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    lock.lock();
    try {
      if (settled == taken) {
        return Uni.createFrom().voidItem();
      }
      flushes.add(new Flush(taken, done));
    } finally {
      lock.unlock();
    }
    loop.wakeUp();
    return Uni.createFrom().completionStage(done);
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
    } finally {
      lock.unlock();
    }
  }

  /** How many lists wait. */
  public int size() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  private void take(RecommendationServed served) {
    queue.add(served);
    taken++;
  }

  private void giveUp(Waiter waiter) {
    if (waiter.decided().compareAndSet(false, true)) {
      losses.lost(waiter.served());
      waiter.answer().complete(false);
    }
  }

  private void drain() {
    for (List<RecommendationServed> batch = peek(); !batch.isEmpty(); batch = peek()) {
      append(batch);
      poll(batch.size());
    }
  }

  private void append(List<RecommendationServed> batch) {
    try {
      losses.append(batch.size(), () -> log.append(batch).await().atMost(LONGEST_WAIT));
    } catch (LogRefusalException e) {
      if (batch.size() > 1) {
        batch.forEach(served -> append(List.of(served)));
      } else {
        LOG.errorf(e, "served list %s cannot be logged and is lost", batch.getFirst().requestId());
        losses.lost(batch.getFirst());
      }
    }
  }

  private List<RecommendationServed> peek() {
    lock.lock();
    try {
      List<RecommendationServed> batch = new ArrayList<>();
      Iterator<RecommendationServed> oldest = queue.iterator();
      while (oldest.hasNext() && batch.size() < settings.batchRows()) {
        batch.add(oldest.next());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the oldest out, lets waiting requests in, and tells whoever waits for a flush. */
  private List<RecommendationServed> poll(int count) {
    List<RecommendationServed> polled = new ArrayList<>();
    List<Waiter> admitted = new ArrayList<>();
    List<Flush> reached = new ArrayList<>();
    lock.lock();
    try {
      while (!queue.isEmpty() && polled.size() < count) {
        polled.add(queue.poll());
      }
      settled += polled.size();
      while (!waiters.isEmpty() && queue.size() < settings.capacity()) {
        Waiter waiter = waiters.poll();
        if (waiter.decided().compareAndSet(false, true)) {
          take(waiter.served());
          admitted.add(waiter);
        }
      }
      for (Flush flush : flushes) {
        if (flush.upTo() <= settled) {
          reached.add(flush);
        }
      }
      flushes.removeAll(reached);
    } finally {
      lock.unlock();
    }
    admitted.forEach(waiter -> waiter.answer().complete(true));
    reached.forEach(flush -> flush.done().complete(null));
    return polled;
  }
}
