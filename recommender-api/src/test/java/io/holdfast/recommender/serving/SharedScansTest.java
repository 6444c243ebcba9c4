package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.retrieval.FactorQuery;
import io.holdfast.core.retrieval.FactorSearch;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedScansTest {
  private static final int D = 8;
  private static final int ROUNDS = 5;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SharedScans scans = new SharedScans(settings(), meters);

  @AfterEach
  void stop() {
    scans.stop(new ShutdownEvent());
  }

  @Test
  void eachSearchGetsItsOwnAnswer() throws Exception {
    FactorSearch one = factors(3000, 1);
    FactorSearch other = factors(500, 2);
    SplittableRandom random = new SplittableRandom(3);
    try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      List<TopK> expected = new ArrayList<>();
      List<Future<TopK>> found = new ArrayList<>();
      for (int k = 0; k < 200; k++) {
        FactorSearch search = k % 3 == 0 ? other : one;
        int divisor = 1 + random.nextInt(5);
        FactorQuery query =
            new FactorQuery(
                wholeNumbers(random, D), random.nextInt(20), item -> item % divisor == 0);
        expected.add(search.search(query.vector(), query.k(), query.filter()));
        found.add(users.submit(() -> scans.search(search, query)));
      }
      for (int k = 0; k < found.size(); k++) {
        assertThat(found.get(k).get()).isEqualTo(expected.get(k));
      }
    }
  }

  @Test
  void searchesThatComeWhileOthersAreScannedShareTheNextScan() throws Exception {
    FactorSearch search = factors(100, 1);
    CountDownLatch scanning = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    ItemFilter slow =
        item -> {
          scanning.countDown();
          awaitUninterruptibly(go);
          return true;
        };
    try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<TopK>> found = new ArrayList<>();
      found.add(users.submit(() -> scans.search(search, new FactorQuery(new float[D], 1, slow))));
      while (scanning.getCount() > 1) {
        Thread.onSpinWait();
      }
      found.add(users.submit(() -> scans.search(search, new FactorQuery(new float[D], 1, slow))));
      scanning.await();
      for (int k = 0; k < 10; k++) {
        found.add(
            users.submit(
                () -> scans.search(search, new FactorQuery(new float[D], 1, ItemFilter.all()))));
      }
      while (meters.get("holdfast.recommendations.scan.waiting").gauge().value() < 10) {
        Thread.onSpinWait();
      }
      go.countDown();
      for (Future<TopK> each : found) {
        assertThat(each.get().items()).containsExactly(0);
      }
    }
    DistributionSummary sizes = meters.get("holdfast.recommendations.scan.searches").summary();
    assertThat(sizes.max()).isEqualTo(10);
    assertThat(sizes.totalAmount()).isEqualTo(12);
  }

  @Test
  void aSearchThatFailsFailsForItself() throws Exception {
    FactorSearch search = factors(100, 1);
    try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<TopK>> found = new ArrayList<>();
      for (int k = 0; k < 20; k++) {
        float[] vector = new float[k % 4 == 0 ? D - 1 : D];
        found.add(
            users.submit(() -> scans.search(search, new FactorQuery(vector, 1, ItemFilter.all()))));
      }
      for (int k = 0; k < found.size(); k++) {
        Future<TopK> each = found.get(k);
        if (k % 4 == 0) {
          assertThatThrownBy(each::get)
              .isInstanceOf(ExecutionException.class)
              .hasRootCauseInstanceOf(IllegalArgumentException.class);
        } else {
          assertThat(each.get().items()).containsExactly(0);
        }
      }
    }
  }

  /**
   * In plain Java, because a call into OpenBLAS allocates some hundred bytes until it is compiled,
   * and that never happens with the probes that measure coverage.
   */
  @Test
  void aSearchAllocatesNothingInProportionToTheItems() {
    LinearAlgebra java = LinearAlgebraProvider.named("java");
    FactorSearch few = factors(java, 4_000, 1);
    FactorSearch many = factors(java, 100_000, 1);
    FactorQuery query = new FactorQuery(wholeNumbers(new SplittableRandom(1), D), 10, i -> true);
    for (int queries : new int[] {1, 8, 40}) {
      List<FactorQuery> together = new ArrayList<>();
      for (int k = 0; k < queries; k++) {
        together.add(query);
      }
      assertThat(allocated(many, together)).isLessThan(allocated(few, together) + 1_000);
    }
  }

  /** The least of several: class loading allocates too. */
  private static long allocated(FactorSearch search, List<FactorQuery> queries) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      search.searchAll(queries);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static FactorSearch factors(int items, long seed) {
    return factors(LinearAlgebraProvider.get(), items, seed);
  }

  private static FactorSearch factors(LinearAlgebra linearAlgebra, int items, long seed) {
    float[] factors = wholeNumbers(new SplittableRandom(seed), items * D);
    return new FactorSearch(linearAlgebra, factors, items, D);
  }

  private static float[] wholeNumbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int at = 0; at < count; at++) {
      numbers[at] = random.nextInt(-3, 4);
    }
    return numbers;
  }

  private static ServingSettings settings() {
    return new ServingSettings(
        500, Set.of(), Set.of(), 30, Duration.ofSeconds(10), Duration.ofSeconds(1), 2, 2);
  }
}
