package io.holdfast.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes values for schemas: mostly what a schema wants, now and then what it does not. Names that
 * the product knows are drawn from what is there, so that requests reach beyond validation.
 * Deterministic for a seed; not thread-safe.
 */
final class Values {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 6;
  private static final int MOST_ELEMENTS = 4;

  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "'; DROP TABLE event_log.interaction; --",
          "../../etc/passwd",
          "%00",
          "\ud83d\ude00\u202e",
          "NaN",
          "null",
          "-1",
          "9223372036854775808",
          "1e999",
          "a".repeat(257),
          "x".repeat(5000),
          "2026-02-30T00:00:00Z",
          "+292278994-08-17T07:12:55Z",
          "{\"a\":1}",
          "price < ",
          "((((((((((a = 1))))))))))");

  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "id", List.of("u1", "u2", "u3", "i1", "i2", "new"),
          "userId", List.of("u1", "u2", "u3", "new"),
          "itemId", List.of("i1", "i2", "i3", "new"),
          "key", List.of("fuzz", "fuzz-2", "none"),
          "scenario", List.of("home", "fuzz", "detail"),
          "name", List.of("als", "popular", "fuzz", "home"),
          "filter", List.of("category = 'film'", "price < 20 and not tag = 'x'", "price <"),
          "type", List.of("click", "purchase", "visit", "rating", "dislike"));

  private final ApiDocument document;
  private final RandomGenerator random;
  private final double oddness;

  /**
   * A generator.
   *
   * @param oddness how likely a value is not what its schema wants, 0 to 1
   */
  Values(ApiDocument document, RandomGenerator random, double oddness) {
    this.document = document;
    this.random = random;
    this.oddness = oddness;
  }

  /** A value of that schema, or something else. */
  JsonNode of(String name, JsonNode schema) {
    return of(name, schema, 0);
  }

  private JsonNode of(String name, JsonNode unresolved, int depth) {
    JsonNode schema = document.resolve(unresolved);
    if (random.nextDouble() < oddness) {
      return odd(depth);
    }
    for (String choice : List.of("anyOf", "oneOf", "allOf")) {
      if (schema.path(choice).size() > 0) {
        return of(name, any(schema.path(choice)), depth);
      }
    }
    if (schema.path("enum").size() > 0) {
      return any(schema.path("enum"));
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(name, schema, depth);
      case "integer" -> JSON.numberNode(integer(schema));
      case "number" -> JSON.numberNode(random.nextInt(5) * random.nextDouble());
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      default -> JSON.textNode(text(name, schema));
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      return type.path(0).asText();
    }
    return type.asText(schema.has("properties") ? "object" : "string");
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    if (depth >= DEEPEST) {
      return object;
    }
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              boolean needed = required.contains(property.getKey());
              if (random.nextDouble() < (needed ? 1 - oddness : 0.4)) {
                object.set(
                    property.getKey(), of(property.getKey(), property.getValue(), depth + 1));
              }
            });
    if (schema.path("additionalProperties").isObject()) {
      for (int entry = random.nextInt(3); entry > 0; entry--) {
        object.set("k" + entry, of("k", schema.path("additionalProperties"), depth + 1));
      }
    }
    if (random.nextDouble() < oddness) {
      object.put("unknown", "field");
    }
    return object;
  }

  private JsonNode array(String name, JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    String element = name.endsWith("s") ? name.substring(0, name.length() - 1) + "Id" : name;
    for (int at = random.nextInt(MOST_ELEMENTS); at > 0 && depth < DEEPEST; at--) {
      array.add(of(element, schema.path("items"), depth + 1));
    }
    return array;
  }

  private long integer(JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    long most = Math.min(schema.path("maximum").asLong(least + 100), least + 1000);
    return least + random.nextLong(Math.max(1, most - least + 1));
  }

  private String text(String name, JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "date-time" -> Instant.now().minusSeconds(random.nextInt(1_000_000)).toString();
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      default -> {
        List<String> known = KNOWN.get(name);
        yield known == null ? "v" + random.nextInt(10) : known.get(random.nextInt(known.size()));
      }
    };
  }

  private JsonNode odd(int depth) {
    return switch (random.nextInt(9)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.numberNode(Long.MAX_VALUE);
      case 2 -> JSON.numberNode(-1);
      case 3 -> JSON.numberNode(1e308);
      case 4 -> JSON.booleanNode(random.nextBoolean());
      case 5 -> depth < DEEPEST ? JSON.arrayNode().add(odd(depth + 1)) : JSON.arrayNode();
      case 6 -> JSON.objectNode().set("odd", depth < DEEPEST ? odd(depth + 1) : JSON.nullNode());
      default -> JSON.textNode(oddText());
    };
  }

  private String oddText() {
    return ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
  }

  private JsonNode any(JsonNode list) {
    return list.path(random.nextInt(list.size()));
  }
}
