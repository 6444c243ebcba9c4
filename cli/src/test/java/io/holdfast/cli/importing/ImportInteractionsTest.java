package io.holdfast.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.cli.api.ApiClient;
import io.holdfast.cli.api.ApiException;
import io.holdfast.contracts.json.Json;
import io.holdfast.training.reader.CatalogueItem;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.DataFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that keeps event ids as the log does. */
class ImportInteractionsTest {
  private static final int ROWS = 2_500;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> kept = new HashSet<>();
  private final List<Integer> batches = new ArrayList<>();
  private final List<Integer> trouble = new ArrayList<>();
  private HttpServer server;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/interactions", this::take);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    http.close();
  }

  @Test
  void sendsBatchesOfAtMostAThousand() throws IOException {
    ImportInteractions.Outcome outcome = importAll(Duration.ZERO);
    assertThat(outcome).isEqualTo(new ImportInteractions.Outcome(ROWS, ROWS, 0));
    assertThat(batches).containsExactly(1000, 1000, 500);
    assertThat(kept).hasSize(ROWS);
  }

  @Test
  void addsNothingTheSecondTime() throws IOException {
    importAll(Duration.ZERO);
    assertThat(importAll(Duration.ZERO)).isEqualTo(new ImportInteractions.Outcome(ROWS, 0, ROWS));
    assertThat(kept).hasSize(ROWS);
  }

  @Test
  void triesAgainAfterOverloadFailureAndALostAnswer() throws IOException {
    // 0 keeps the batch and cuts the connection before the answer.
    trouble.addAll(List.of(503, 429, 0));
    ImportInteractions.Outcome outcome = importAll(Duration.ofSeconds(30));
    assertThat(outcome.sent()).isEqualTo(ROWS);
    assertThat(outcome.accepted() + outcome.duplicates()).isEqualTo(ROWS);
    assertThat(outcome.duplicates()).isEqualTo(1000);
    assertThat(kept).hasSize(ROWS);
  }

  @Test
  void givesUpOnARefusalAndWhenPatienceIsOver() {
    trouble.add(400);
    assertThatThrownBy(() -> importAll(Duration.ofSeconds(30)))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(400));
    trouble.add(503);
    assertThatThrownBy(() -> importAll(Duration.ZERO)).isInstanceOf(ApiException.class);
  }

  @Test
  void sendsEveryItemOnceInBatches() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    server.createContext(
        "/v1/items",
        exchange -> {
          JsonNode items = Json.mapper().readTree(exchange.getRequestBody()).path("items");
          sizes.add(items.size());
          items.forEach(item -> titles.add(item.path("title").asText()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    List<CatalogueItem> items = new ArrayList<>();
    for (int k = 0; k < 1_200; k++) {
      items.add(new CatalogueItem("i" + k, "Item " + k, List.of("things")));
    }
    URI address = URI.create("http://localhost:" + server.getAddress().getPort());
    new ImportCatalogue(ApiClient.of(http, address, "k")).send(items);
    assertThat(sizes).containsExactly(500, 500, 200);
    assertThat(titles).hasSize(1_200);
  }

  private ImportInteractions.Outcome importAll(Duration patience) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      lines.append("u\ti\t5\t").append(row % 7).append('\n');
    }
    Path file = Files.writeString(folder.resolve("data"), lines);
    URI address = URI.create("http://localhost:" + server.getAddress().getPort());
    ImportInteractions importing =
        new ImportInteractions(
            ApiClient.of(http, address, "k").withPatience(patience), acknowledged -> {});
    DataFile.of(file, DataFormat.MOVIELENS_100K).read(row -> importing.add(row.toInteraction()));
    return importing.finish();
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode batch = Json.mapper().readTree(exchange.getRequestBody());
    int status = trouble.isEmpty() ? 202 : trouble.removeFirst();
    int before = kept.size();
    if (status == 202 || status == 0) {
      batch.forEach(
          told -> {
            assertThat(told.path("historical").asBoolean()).isTrue();
            kept.add(told.path("eventId").asText());
          });
      batches.add(batch.size());
    }
    if (status == 0) {
      exchange.close();
      return;
    }
    int fresh = kept.size() - before;
    byte[] answer =
        "{\"accepted\":%d,\"duplicates\":%d}"
            .formatted(fresh, batch.size() - fresh)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
