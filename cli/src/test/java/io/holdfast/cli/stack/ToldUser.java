package io.holdfast.cli.stack;

import io.holdfast.contracts.security.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A user whom all services of a stack know, and what is left of the id anywhere. */
final class ToldUser {
  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname IN ('event_log', 'recommender', 'experiment', 'metrics')
      ORDER BY 1
      """;

  private static final String EXPOSURE =
      """
      SELECT event_log.append_events(ARRAY[gen_random_uuid()], ARRAY[at], ARRAY['ExposureRecorded'],
        ARRAY[id], ARRAY['not erased'], ARRAY[jsonb_build_object('eventId', gen_random_uuid(),
          'userId', id, 'occurredAt', at, 'experiment', jsonb_build_object('key', 'e',
            'revision', 1, 'variant', 'control', 'reason', 'split'))::text])
      FROM (SELECT ?::text AS id, date_trunc('second', now()) AS at) AS told
      """;

  private final Stack stack;
  private final HttpClient http;
  private final String id;

  ToldUser(Stack stack, HttpClient http, String id) {
    this.stack = stack;
    this.http = http;
    this.id = id;
  }

  /** Attributes, an interaction, a list and an exposure. */
  void tell() throws IOException, InterruptedException, SQLException {
    send(Service.RECOMMENDER_API, Role.INGEST, "PUT", path(""), "{\"attributes\": {\"age\": 42}}");
    send(
        Service.RECOMMENDER_API,
        Role.INGEST,
        "POST",
        "/v1/interactions",
        "{\"userId\": \"" + id + "\", \"itemId\": \"i1\", \"type\": \"click\"}");
    send(Service.RECOMMENDER_API, Role.SERVE, "GET", path("/recommendations"), null);
    try (Connection connection = stack.database().connect();
        PreparedStatement append = connection.prepareStatement(EXPOSURE)) {
      append.setString(1, id);
      append.execute();
    }
  }

  /** What a service gives out of the user. */
  String export(Service service) throws IOException, InterruptedException {
    return send(service, Role.ADMIN, "GET", path("/export"), null);
  }

  void erase() throws IOException, InterruptedException {
    send(Service.RECOMMENDER_API, Role.ADMIN, "DELETE", path(""), null);
  }

  /** The tables, of all services and the log, that hold the id in any column. */
  List<String> tables() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = stack.database().connect();
        PreparedStatement query = connection.prepareStatement(TABLES);
        ResultSet table = query.executeQuery()) {
      while (table.next()) {
        if (holds(connection, table.getString(1))) {
          found.add(table.getString(1));
        }
      }
    }
    return found;
  }

  private boolean holds(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT EXISTS (SELECT FROM " + table + " t WHERE strpos(t::text, ?) > 0)")) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** What the services have logged. */
  String logs() throws IOException {
    StringBuilder logs = new StringBuilder();
    for (Service service : Service.values()) {
      logs.append(Files.readString(stack.log(service)));
    }
    return logs.toString();
  }

  private String path(String below) {
    return "/v1/users/" + id + below;
  }

  private String send(Service service, Role role, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.uri(service) + path))
            .header("X-API-Key", stack.keys().of(role))
            .header("Content-Type", "application/json")
            .header("Accept", "application/x-ndjson, application/json;q=0.5")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw new IOException(method + " " + path + ": " + response.body());
    }
    return response.body();
  }
}
