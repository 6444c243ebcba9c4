package io.holdfast.benchmarks.ofrep;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closed load: on each connection a request follows the answer to the one before. One event loop
 * makes it all.
 */
final class LoadGenerator implements AutoCloseable {
  private static final int OK = 200;

  private final int connections;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client;

  LoadGenerator(int connections) {
    this.connections = connections;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setMaxPoolSize(connections).setKeepAlive(true));
  }

  /**
   * What was done.
   *
   * @param requests how many were answered
   * @param elapsed in what time
   */
  record Load(long requests, Duration elapsed) {}

  /**
   * Loads a server for that long.
   *
   * @throws IllegalStateException if an answer is not 200
   */
  Load run(LoadTarget target, Duration time) throws InterruptedException {
    Run run = new Run(target, System.nanoTime() + time.toNanos());
    long start = System.nanoTime();
    vertx.runOnContext(
        ignored -> {
          for (int k = 0; k < connections; k++) {
            run.next();
          }
        });
    try {
      run.over.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load failed", e.getCause());
    }
    return new Load(run.requests.get(), Duration.ofNanos(System.nanoTime() - start));
  }

  private final class Run {
    final LoadTarget target;
    final long end;
    final AtomicLong requests = new AtomicLong();
    final AtomicInteger open = new AtomicInteger(connections);
    final CompletableFuture<Void> over = new CompletableFuture<>();
    private long user;

    Run(LoadTarget target, long end) {
      this.target = target;
      this.end = end;
    }

    void next() {
      if (System.nanoTime() >= end) {
        if (open.decrementAndGet() == 0) {
          over.complete(null);
        }
        return;
      }
      client
          .request(HttpMethod.POST, target.port(), "localhost", target.path())
          .compose(this::send)
          .onSuccess(
              answer -> {
                requests.incrementAndGet();
                next();
              })
          .onFailure(over::completeExceptionally);
    }

    private Future<Buffer> send(HttpClientRequest request) {
      user++;
      return request
          .putHeader("Content-Type", "application/json")
          .putHeader("X-API-Key", target.apiKey())
          .send(target.body(user))
          .compose(
              response ->
                  response.statusCode() == OK
                      ? response.body()
                      : Future.failedFuture(target.path() + " answered " + response.statusCode()));
    }
  }

  @Override
  public void close() {
    client.close();
    vertx.close();
  }
}
