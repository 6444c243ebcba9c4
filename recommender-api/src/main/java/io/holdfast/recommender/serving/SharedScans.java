package io.holdfast.recommender.serving;

import io.holdfast.core.retrieval.FactorQuery;
import io.holdfast.core.retrieval.FactorSearch;
import io.holdfast.core.retrieval.TopK;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Exact searches of concurrent requests, gathered so that they read the item factors together.
 *
 * <p>Scans keep a pace: one begins at the earliest {@value #PACE} times as long after the one
 * before it began as scans last took, but not more than {@link #WINDOW} after it, with all searches
 * that have come by then. So a search that comes alone begins at once, one among many waits for a
 * moment that is short where scans are, and however many come, scans leave time for the rest. While
 * all threads scan, searches gather too. Thread-safe; whoever searches waits, which only virtual
 * threads should do.
 */
@ApplicationScoped
class SharedScans {
  /** How long a search waits for others, at most, while a thread is free. */
  static final Duration WINDOW = Duration.ofMillis(2);

  private static final int PACE = 4;

  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final ReentrantLock gathering = new ReentrantLock();
  private final ExecutorService scanning;
  private final DistributionSummary sizes;
  private long nextNanos = System.nanoTime();
  private volatile long pauseNanos;

  SharedScans(ServingSettings settings, MeterRegistry meters) {
    sizes =
        DistributionSummary.builder("holdfast.recommendations.scan.searches")
            .description("Searches that shared a scan of a model's item factors")
            .register(meters);
    Gauge.builder("holdfast.recommendations.scan.waiting", queue, BlockingQueue::size)
        .description("Searches that wait for a scan")
        .register(meters);
    int threads = settings.rankingThreads();
    scanning =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("scan-", 0).factory());
    for (int thread = 0; thread < threads; thread++) {
      scanning.execute(this::scanUntilStopped);
    }
  }

  private record Waiting(FactorSearch search, FactorQuery query, CompletableFuture<TopK> found) {}

  void stop(@Observes ShutdownEvent stopping) {
    scanning.shutdownNow();
    List<Waiting> left = new ArrayList<>();
    queue.drainTo(left);
    cancel(left);
  }

  /**
   * The best items of a search.
   *
   * @throws CompletionException if the search fails
   * @throws CancellationException if the service ends before
   */
  TopK search(FactorSearch search, FactorQuery query) {
    Waiting waiting = new Waiting(search, query, new CompletableFuture<>());
    queue.add(waiting);
    return waiting.found().join();
  }

  private void scanUntilStopped() {
    try {
      while (true) {
        Map<FactorSearch, List<Waiting>> gathered = gather();
        long started = System.nanoTime();
        gathered.forEach(this::scan);
        pauseNanos = Math.min(WINDOW.toNanos(), PACE * (System.nanoTime() - started));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The searches of the next scan, by the factors that they are of. */
  private Map<FactorSearch, List<Waiting>> gather() throws InterruptedException {
    List<Waiting> gathered = new ArrayList<>();
    gathering.lockInterruptibly();
    try {
      gathered.add(queue.take());
      TimeUnit.NANOSECONDS.sleep(nextNanos - System.nanoTime());
      queue.drainTo(gathered);
      nextNanos = System.nanoTime() + pauseNanos;
    } catch (InterruptedException stopped) {
      cancel(gathered);
      throw stopped;
    } finally {
      gathering.unlock();
    }
    Map<FactorSearch, List<Waiting>> byFactors = new IdentityHashMap<>();
    for (Waiting waiting : gathered) {
      byFactors.computeIfAbsent(waiting.search(), unmet -> new ArrayList<>()).add(waiting);
    }
    return byFactors;
  }

  private static void cancel(List<Waiting> waiting) {
    waiting.forEach(each -> each.found().cancel(false));
  }

  /** If a scan fails, each of its searches is tried alone, so that one fails for itself. */
  private void scan(FactorSearch search, List<Waiting> waiting) {
    sizes.record(waiting.size());
    try {
      List<TopK> found = search.searchAll(waiting.stream().map(Waiting::query).toList());
      for (int k = 0; k < found.size(); k++) {
        waiting.get(k).found().complete(found.get(k));
      }
    } catch (RuntimeException | LinkageError e) {
      if (waiting.size() > 1) {
        waiting.forEach(each -> scan(search, List.of(each)));
      } else {
        waiting.getFirst().found().completeExceptionally(e);
      }
    }
  }
}
