package io.holdfast.cli.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces by OTLP over HTTP, as protobuf (opentelemetry-proto 1.x, collector/trace/v1). */
final class TraceReceiver implements AutoCloseable {
  private static final String PATH = "/v1/traces";

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  /**
   * A span.
   *
   * @param service whose it is
   * @param traceId in hex
   * @param spanId in hex
   * @param parentId in hex; empty for the first of a trace
   * @param name what was done
   * @param attributes those that are text
   */
  record Span(
      String service,
      String traceId,
      String spanId,
      String parentId,
      String name,
      Map<String, String> attributes) {}

  TraceReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PATH, this::receive);
    server.start();
  }

  /** Where to send traces, in the configuration of a service. */
  Map<String, String> options() {
    return Map.of(
        "quarkus.otel.sdk.disabled", "false",
        "quarkus.otel.exporter.otlp.endpoint", "http://localhost:" + server.getAddress().getPort(),
        "quarkus.otel.exporter.otlp.protocol", "http/protobuf",
        "quarkus.otel.bsp.schedule.delay", "200ms");
  }

  /** What has come so far. */
  List<Span> spans() {
    return List.copyOf(spans);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      spans.addAll(TraceMessage.spans(exchange.getRequestBody().readAllBytes()));
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
