package io.holdfast.benchmarks.serving;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks for lists and tells interactions, on one event loop. Used by one thread. */
final class ServingLoad implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 1024;
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final long TICK_MILLIS = 1;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setMaxPoolSize(MOST_CONNECTIONS).setTcpNoDelay(true));
  private final String apiKey;
  private final int users;

  /**
   * A generator.
   *
   * @param users how many there are; each request is for one of them, drawn uniformly
   */
  ServingLoad(String apiKey, int users) {
    this.apiKey = apiKey;
    this.users = users;
  }

  /**
   * Closed load: on each connection a request follows the answer to the one before.
   *
   * @return answers a second
   */
  double saturate(int port, int connections, Duration time) throws InterruptedException {
    ClosedRun run = new ClosedRun(port, connections, System.nanoTime() + time.toNanos());
    vertx.runOnContext(
        ignored -> {
          for (int k = 0; k < connections; k++) {
            run.next();
          }
        });
    long start = System.nanoTime();
    await(run.over);
    return run.answers / ((System.nanoTime() - start) / 1e9);
  }

  private final class ClosedRun {
    final int port;
    final long end;
    final SplittableRandom random = new SplittableRandom(5);
    final CompletableFuture<Void> over = new CompletableFuture<>();
    int open;
    long answers;

    ClosedRun(int port, int connections, long end) {
      this.port = port;
      this.open = connections;
      this.end = end;
    }

    void next() {
      if (System.nanoTime() >= end) {
        if (--open == 0) {
          over.complete(null);
        }
        return;
      }
      list(port, random.nextInt(users))
          .onSuccess(
              body -> {
                answers++;
                next();
              })
          .onFailure(over::completeExceptionally);
    }
  }

  /**
   * Open load: lists are asked for at random moments (a Poisson process), whether or not earlier
   * ones have been answered, and times count from those moments, so that waiting is measured and
   * nothing is left out (no coordinated omission). Some users click on the first item of their
   * list; once that is acknowledged they ask again, and the item must have gone.
   *
   * @param rate of lists a second, second lists not counted
   * @param clicks a second
   */
  OpenLoadReport atRate(int port, double rate, double clicks, Duration time)
      throws InterruptedException {
    OpenRun run = new OpenRun(port, rate, clicks / rate, time);
    vertx.runOnContext(ignored -> vertx.setPeriodic(TICK_MILLIS, run::sendDue));
    return await(run.over);
  }

  private final class OpenRun {
    final int port;
    final double nanosBetween;
    final double clickShare;
    final SplittableRandom random = new SplittableRandom(7);
    final OpenLoadReport report = new OpenLoadReport();
    final CompletableFuture<OpenLoadReport> over = new CompletableFuture<>();
    final long end;
    double due;
    long open;

    OpenRun(int port, double rate, double clickShare, Duration time) {
      this.port = port;
      this.nanosBetween = 1e9 / rate;
      this.clickShare = clickShare;
      this.due = System.nanoTime();
      this.end = System.nanoTime() + time.toNanos();
    }

    void sendDue(long timer) {
      long now = System.nanoTime();
      while (due <= now && due < end) {
        report.sentLate((long) (now - due));
        ask(random.nextInt(users), (long) due, null);
        due -= Math.log(1 - random.nextDouble()) * nanosBetween;
      }
      if (due >= end) {
        vertx.cancelTimer(timer);
        finishIfDone();
      }
    }

    /**
     * Asks for a list.
     *
     * @param clicked the item that must not come; null for a first list
     */
    private void ask(int user, long from, String clicked) {
      open++;
      list(port, user)
          .onSuccess(
              body -> {
                String text = body.toString();
                report.list(System.nanoTime() - from, text, clicked);
                if (clicked == null && random.nextDouble() < clickShare) {
                  click(user, text);
                }
                done();
              })
          .onFailure(over::completeExceptionally);
    }

    private void click(int user, String list) {
      String item = OpenLoadReport.firstItem(list);
      if (item == null) {
        return;
      }
      open++;
      long from = System.nanoTime();
      tell(port, user, item)
          .onSuccess(
              ignored -> {
                long now = System.nanoTime();
                report.acknowledged(now - from);
                ask(user, now, item);
                done();
              })
          .onFailure(over::completeExceptionally);
    }

    private void done() {
      open--;
      finishIfDone();
    }

    private void finishIfDone() {
      if (due >= end && open == 0) {
        over.complete(report);
      }
    }
  }

  private Future<Buffer> list(int port, int user) {
    return send(port, HttpMethod.GET, "/v1/users/" + user + "/recommendations", null, OK);
  }

  private Future<Buffer> tell(int port, int user, String item) {
    String body = "{\"userId\":\"%d\",\"itemId\":\"%s\",\"type\":\"click\"}".formatted(user, item);
    return send(port, HttpMethod.POST, "/v1/interactions", Buffer.buffer(body), ACCEPTED);
  }

  private Future<Buffer> send(int port, HttpMethod method, String path, Buffer body, int status) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(method)
            .setHost("localhost")
            .setPort(port)
            .setURI(path)
            .putHeader("Content-Type", "application/json")
            .putHeader("X-API-Key", apiKey);
    return client
        .request(request)
        .compose(sent -> body == null ? sent.send() : sent.send(body))
        .compose(
            response ->
                response.statusCode() == status
                    ? response.body()
                    : Future.failedFuture(path + " answered " + response.statusCode()));
  }

  private static <T> T await(CompletableFuture<T> over) throws InterruptedException {
    try {
      return over.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load failed", e.getCause());
    }
  }

  @Override
  public void close() {
    client.close();
    vertx.close();
  }
}
