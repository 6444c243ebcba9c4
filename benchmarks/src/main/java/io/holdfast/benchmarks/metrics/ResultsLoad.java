package io.holdfast.benchmarks.metrics;

import io.holdfast.benchmarks.program.Arguments;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long {@code GET /v1/experiments/KEY/results} takes with a million exposed users that the
 * service has read from the log itself. Requests leave on a fixed schedule whether or not earlier
 * ones have been answered, and times count from the schedule, so that waiting is measured and
 * nothing is left out (no coordinated omission). The generator shares the machine.
 *
 * <pre>benchmarks/run metrics-results-load --users 1m --rate 200 --seconds 60</pre>
 */
public final class ResultsLoad {

  private static final int DAYS = 14;
  private static final int WARM_UP_SECONDS = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final double MICROS_A_MILLI = 1_000;

  private ResultsLoad() {}

  /** Runs it. */
  public static void run(List<String> arguments, PrintStream out)
      throws IOException, InterruptedException {
    Arguments given = Arguments.parse(arguments, "users", "rate", "seconds", "seed");
    SeededLog.Settings settings =
        new SeededLog.Settings(
            given.integer("users", "1m"), DAYS, 1, 0, given.integer("seed", "1"));
    int rate = given.integer("rate", "200");
    int seconds = given.integer("seconds", "60");
    try (MetricsService service = MetricsService.prepare();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      long events = new SeededLog(settings).write(service.database());
      service.start();
      service.awaitPosition(events);
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(service.address() + "/v1/experiments/experiment-0/results"))
              .header("X-API-Key", service.apiKey())
              .timeout(TIMEOUT)
              .build();
      HttpResponse<String> once = client.send(request, BodyHandlers.ofString());
      requireAnswer(once);
      out.printf(
          Locale.ROOT,
          "%,d users, %,d events; an answer has %,d bytes%n",
          settings.users(),
          events,
          once.body().length());
      load(client, request, rate, WARM_UP_SECONDS);
      double serviceBefore = service.serviceSeconds();
      double databaseBefore = service.databaseSeconds();
      Histogram times = load(client, request, rate, seconds);
      out.printf(
          Locale.ROOT,
          "%,d requests at %d/s: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, most %.2f ms;"
              + " CPU seconds: service %.1f, PostgreSQL %.1f%n",
          times.getTotalCount(),
          rate,
          times.getValueAtPercentile(50) / MICROS_A_MILLI,
          times.getValueAtPercentile(99) / MICROS_A_MILLI,
          times.getValueAtPercentile(99.9) / MICROS_A_MILLI,
          times.getMaxValue() / MICROS_A_MILLI,
          service.serviceSeconds() - serviceBefore,
          service.databaseSeconds() - databaseBefore);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** Microseconds from when a request should have left to its answer. */
  private static Histogram load(HttpClient client, HttpRequest request, int rate, int seconds)
      throws IOException {
    int count = rate * seconds;
    long interval = Duration.ofSeconds(1).toNanos() / rate;
    Histogram times = new ConcurrentHistogram(TIMEOUT.multipliedBy(10).toNanos() / 1_000, 3);
    AtomicInteger failures = new AtomicInteger();
    CompletableFuture<?>[] answers = new CompletableFuture<?>[count];
    long begin = System.nanoTime();
    for (int k = 0; k < count; k++) {
      long due = begin + k * interval;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      answers[k] =
          client
              .sendAsync(request, BodyHandlers.ofString())
              .handle(
                  (answer, failure) -> {
                    times.recordValue((System.nanoTime() - due) / 1_000);
                    if (failure != null || answer.statusCode() != 200) {
                      failures.incrementAndGet();
                    }
                    return answer;
                  });
    }
    CompletableFuture.allOf(answers).join();
    if (failures.get() > 0) {
      throw new IOException(failures + " of " + count + " requests were not answered with 200");
    }
    return times;
  }

  private static void requireAnswer(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode() + ": " + answer.body());
    }
  }
}
