package io.holdfast.recommender.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A peer over real HTTP that answers as experiment-service does. */
public final class PeerExperimentService implements QuarkusTestResourceLifecycleManager {
  static final String KEY = "the key at the peer";
  private static final String END = "";

  private final Peer peer = new Peer();

  /** What the peer says, and what it was asked. */
  static final class Peer {
    private final List<String> tagsAsked = new ArrayList<>();
    private HttpServer server;
    private String tag;
    private String body = "{\"experiments\": []}";
    private int failure;
    private final List<BlockingQueue<String>> listeners = new CopyOnWriteArrayList<>();

    /** Sends an event to everyone who listens. */
    void tells(String newTag) {
      listeners.forEach(listener -> listener.add(newTag));
    }

    /** Ends every stream. */
    void hangsUp() {
      listeners.forEach(listener -> listener.add(END));
    }

    int listening() {
      return listeners.size();
    }

    private void stream(HttpExchange exchange) throws IOException {
      BlockingQueue<String> told = new LinkedBlockingQueue<>();
      try (exchange) {
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
          exchange.sendResponseHeaders(401, -1);
          return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        listeners.add(told);
        for (String next = "first"; !next.equals(END); next = told.take()) {
          String event = "id:" + next + "\ndata:{\"type\":\"refetchEvaluation\"}\n\n";
          exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        listeners.remove(told);
      }
    }

    synchronized void says(String newTag, String newBody) {
      tag = newTag;
      body = newBody;
      failure = 0;
    }

    synchronized void fails(int status) {
      failure = status;
    }

    synchronized List<String> tagsAsked() {
      return new ArrayList<>(tagsAsked);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        String asked = exchange.getRequestHeaders().getFirst("If-None-Match");
        tagsAsked.add(asked);
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
          exchange.sendResponseHeaders(401, -1);
        } else if (failure != 0) {
          exchange.sendResponseHeaders(failure, -1);
        } else if (tag != null && tag.equals(asked)) {
          exchange.getResponseHeaders().set("ETag", tag);
          exchange.sendResponseHeaders(304, -1);
        } else {
          if (tag != null) {
            exchange.getResponseHeaders().set("ETag", tag);
          }
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
        }
      }
    }
  }

  @Override
  public Map<String, String> start() {
    try {
      peer.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    peer.server.createContext("/v1/experiments/active", peer::answer);
    peer.server.createContext("/ofrep/v1/stream", peer::stream);
    peer.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    peer.server.start();
    return Map.of(
        "holdfast.experiments.url",
        "http://127.0.0.1:" + peer.server.getAddress().getPort(),
        "holdfast.experiments.api-key",
        KEY);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(peer, new TestInjector.MatchesType(Peer.class));
  }

  @Override
  public void stop() {
    peer.hangsUp();
    peer.server.stop(0);
  }

  /** The service with this peer. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      List<TestResourceEntry> resources = new ArrayList<>(new RecommenderProfile().testResources());
      resources.add(new TestResourceEntry(PeerExperimentService.class));
      return resources;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> config = new HashMap<>(new RecommenderProfile().getConfigOverrides());
      // So that only the stream can tell of a change.
      config.put("holdfast.experiments.poll-interval", "1h");
      return config;
    }
  }
}
