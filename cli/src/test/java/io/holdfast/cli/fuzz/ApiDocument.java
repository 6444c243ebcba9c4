package io.holdfast.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An OpenAPI document: its operations and what its references point to. Immutable. */
record ApiDocument(JsonNode root) {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  /**
   * One operation.
   *
   * @param method in lower case
   * @param path with its parameters in braces
   * @param parameters of path, query and header
   * @param body media type and schema; null if it takes none
   * @param statuses those that it declares
   */
  record Operation(
      String method, String path, List<Parameter> parameters, Body body, Set<String> statuses) {}

  /** One parameter; {@code in} is path, query or header. */
  record Parameter(String name, String in, boolean required, JsonNode schema) {}

  /** What a body is made of. */
  record Body(String mediaType, JsonNode schema) {}

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (METHODS.contains(method.getKey())) {
                            operations.add(
                                operation(
                                    method.getKey(),
                                    path.getKey(),
                                    method.getValue(),
                                    path.getValue()));
                          }
                        }));
    return operations;
  }

  private Operation operation(String method, String path, JsonNode told, JsonNode shared) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode list : List.of(shared.path("parameters"), told.path("parameters"))) {
      for (JsonNode element : list) {
        JsonNode parameter = resolve(element);
        parameters.add(
            new Parameter(
                parameter.path("name").asText(),
                parameter.path("in").asText(),
                parameter.path("required").asBoolean(),
                parameter.path("schema")));
      }
    }
    Body body = null;
    var contents = resolve(told.path("requestBody")).path("content").properties().iterator();
    if (contents.hasNext()) {
      var content = contents.next();
      body = new Body(content.getKey(), content.getValue().path("schema"));
    }
    Set<String> statuses = new TreeSet<>();
    told.path("responses").fieldNames().forEachRemaining(statuses::add);
    return new Operation(method, path, parameters, body, statuses);
  }

  /** The schema itself, whatever it refers to. */
  JsonNode resolve(JsonNode schema) {
    JsonNode resolved = schema;
    while (resolved.hasNonNull("$ref")) {
      resolved = root.at(resolved.path("$ref").asText().substring(1));
    }
    return resolved;
  }
}
