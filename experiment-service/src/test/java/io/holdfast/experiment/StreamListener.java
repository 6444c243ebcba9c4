package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Reads a stream; each event must tell to fetch again, with its id as the tag. */
final class StreamListener implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<String> tags = new LinkedBlockingQueue<>();

  StreamListener(URI uri, String apiKey, String lastEventId) throws Exception {
    HttpResponse<Stream<String>> response = send(client, uri, apiKey, lastEventId);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    Thread.ofVirtual().start(() -> read(response.body()));
  }

  static HttpResponse<Stream<String>> send(
      HttpClient client, URI uri, String apiKey, String lastEventId) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (apiKey != null) {
      request.header("X-API-Key", apiKey);
    }
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return client.send(request.build(), BodyHandlers.ofLines());
  }

  private void read(Stream<String> lines) {
    String[] id = {null};
    lines.forEach(
        line -> {
          if (line.startsWith("id:")) {
            id[0] = line.substring(3).strip();
          } else if (line.startsWith("data:")) {
            JsonNode data = Json.read(line.substring(5), JsonNode.class);
            assertThat(data.path("type").asText()).isEqualTo("refetchEvaluation");
            assertThat(data.path("etag").asText()).isEqualTo(id[0]);
            tags.add(id[0]);
          }
        });
  }

  String next() throws InterruptedException {
    String tag = tags.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(tag).as("an event within %d seconds", PATIENCE_SECONDS).isNotNull();
    return tag;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
