package io.holdfast.recommender.client;

import io.holdfast.recommender.assignment.ActiveExperiments;
import io.holdfast.recommender.assignment.ExperimentServiceSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Listens to experiment-service's server-sent events and has the running experiments read as soon
 * as one changed. While there is no stream, the experiments are polled as ever; it is opened again
 * with growing pauses. Thread-safe.
 */
@ApplicationScoped
class ExperimentChangeStream {
  private static final Logger LOG = Logger.getLogger(ExperimentChangeStream.class);
  private static final String PATH = "/ofrep/v1/stream";
  private static final String DATA = "data:";
  private static final int OK = 200;
  private static final int CONNECT_MILLIS = 1000;

  /** The service sends something every 15 seconds; after three times that it is gone. */
  private static final int SILENCE_SECONDS = 45;

  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final int MOST_DOUBLINGS = 6;

  private final ActiveExperiments active;
  private final ExperimentServiceSettings settings;
  private final Vertx vertx;
  private final HttpClient client;
  private volatile boolean stopping;
  private volatile boolean open;
  private volatile int failures;

  ExperimentChangeStream(
      ActiveExperiments active, ExperimentServiceSettings settings, Vertx vertx) {
    this.active = active;
    this.settings = settings;
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setReadIdleTimeout(SILENCE_SECONDS));
  }

  void start(@Observes StartupEvent starting) {
    if (settings.enabled()) {
      connect();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    client.close();
  }

  /** Whether changes are told now. */
  boolean isOpen() {
    return open;
  }

  private void connect() {
    RequestOptions request =
        new RequestOptions()
            .setAbsoluteURI(settings.url().toString().replaceFirst("/+$", "") + PATH)
            .putHeader("Accept", "text/event-stream");
    if (settings.apiKey() != null) {
      request.putHeader("X-API-Key", settings.apiKey());
    }
    AtomicBoolean over = new AtomicBoolean();
    client
        .request(request)
        .compose(HttpClientRequest::send)
        .onSuccess(response -> listen(response, over))
        .onFailure(failure -> ended(failure.toString(), over));
  }

  private void listen(HttpClientResponse response, AtomicBoolean over) {
    if (response.statusCode() != OK) {
      ended("it answered with status " + response.statusCode(), over);
      return;
    }
    response.exceptionHandler(failure -> ended(failure.toString(), over));
    response.endHandler(ignored -> ended("it ended the stream", over));
    response.handler(RecordParser.newDelimited("\n", this::line));
    open = true;
    failures = 0;
    LOG.infof("listening to changes of experiments at %s", settings.url());
  }

  /** The first event comes when the stream opens, so nothing that came before is missed. */
  private void line(Buffer line) {
    if (line.length() > DATA.length() && line.getString(0, DATA.length()).equals(DATA)) {
      active.refreshSoon();
    }
  }

  private void ended(String why, AtomicBoolean over) {
    if (!over.compareAndSet(false, true) || stopping) {
      return;
    }
    if (open || failures == 0) {
      LOG.infof(
          "no stream of changes from experiment-service at %s, experiments are polled: %s",
          settings.url(), why);
    }
    open = false;
    int inARow = failures + 1;
    failures = inARow;
    vertx.setTimer(FIRST_PAUSE_MILLIS << Math.min(inARow, MOST_DOUBLINGS), ignored -> connect());
  }
}
