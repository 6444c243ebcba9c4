package io.holdfast.benchmarks.ingest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;

/** Sends interactions to the service, on one event loop. Used by one thread. */
final class IngestLoad implements AutoCloseable {
  private static final int ACCEPTED = 202;
  private static final int TOO_MANY = 429;
  private static final long TICK_MILLIS = 1;
  private static final int MOST_CONNECTIONS = 1024;
  private static final long LONGEST_MICROS = Duration.ofMinutes(5).toNanos() / 1_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client;
  private final RequestOptions request;

  IngestLoad(int port, String apiKey) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setMaxPoolSize(MOST_CONNECTIONS).setTcpNoDelay(true));
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/v1/interactions")
            .putHeader("Content-Type", "application/json")
            .putHeader("X-API-Key", apiKey);
  }

  /**
   * What came of a load.
   *
   * @param rows interactions that were acknowledged
   * @param refused requests that were answered with 429
   * @param seconds from the first request to the last answer
   * @param micros a request's time to its answer
   */
  record Load(long rows, int refused, double seconds, Histogram micros) {
    double rowsPerSecond() {
      return rows / seconds;
    }
  }

  /**
   * Closed load: on each connection a request follows the answer to the one before. A request that
   * is refused is sent again.
   */
  Load saturate(List<Rows.Request> requests, int connections) throws InterruptedException {
    Run run = new Run(requests);
    vertx.runOnContext(
        ignored -> {
          for (int k = 0; k < connections; k++) {
            next(run);
          }
        });
    return run.await();
  }

  private void next(Run run) {
    if (run.next < run.requests.size()) {
      Rows.Request next = run.requests.get(run.next++);
      sendUntilTaken(run, next);
    }
  }

  private void sendUntilTaken(Run run, Rows.Request body) {
    long start = System.nanoTime();
    send(body)
        .onSuccess(
            status -> {
              if (status == TOO_MANY) {
                run.refused++;
                vertx.setTimer(TICK_MILLIS, ignored -> sendUntilTaken(run, body));
              } else {
                run.answered(body, start, status);
                next(run);
              }
            })
        .onFailure(run.over::completeExceptionally);
  }

  /**
   * Open load: requests leave at times that the rate sets, whether or not earlier ones have been
   * answered, and times count from then, so that waiting is measured and nothing is left out (no
   * coordinated omission). A request that is refused is counted and not sent again.
   */
  Load atRate(List<Rows.Request> requests, double rowsPerSecond) throws InterruptedException {
    Run run = new Run(requests);
    double nanosPerRow = 1e9 / rowsPerSecond;
    vertx.setPeriodic(TICK_MILLIS, timer -> sendDue(run, nanosPerRow, timer));
    return run.await();
  }

  private void sendDue(Run run, double nanosPerRow, long timer) {
    while (run.next < run.requests.size()) {
      long due = run.begin + Math.round(run.rowsBefore * nanosPerRow);
      if (due > System.nanoTime()) {
        return;
      }
      Rows.Request body = run.requests.get(run.next++);
      run.rowsBefore += body.rows();
      send(body)
          .onSuccess(status -> run.answered(body, due, status))
          .onFailure(run.over::completeExceptionally);
    }
    vertx.cancelTimer(timer);
  }

  private Future<Integer> send(Rows.Request body) {
    return client
        .request(request)
        .compose(sent -> sent.send(body.body()))
        .compose(IngestLoad::statusAfterBody);
  }

  private static Future<Integer> statusAfterBody(HttpClientResponse response) {
    return response.end().map(ignored -> response.statusCode());
  }

  /** One load while it runs; touched by the event loop alone. */
  private static final class Run {
    final List<Rows.Request> requests;
    final long begin = System.nanoTime();
    final Histogram micros = new Histogram(LONGEST_MICROS, 3);
    final CompletableFuture<Load> over = new CompletableFuture<>();
    int next;
    long rowsBefore;
    int refused;
    private int answered;
    private long rows;

    Run(List<Rows.Request> requests) {
      this.requests = requests;
    }

    void answered(Rows.Request body, long from, int status) {
      micros.recordValue((System.nanoTime() - from) / 1_000);
      if (status == ACCEPTED) {
        rows += body.rows();
      } else if (status == TOO_MANY) {
        refused++;
      } else {
        over.completeExceptionally(new IllegalStateException("answered with " + status));
      }
      if (++answered == requests.size()) {
        over.complete(new Load(rows, refused, (System.nanoTime() - begin) / 1e9, micros));
      }
    }

    Load await() throws InterruptedException {
      try {
        return over.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the load failed", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    client.close();
    vertx.close();
  }
}
