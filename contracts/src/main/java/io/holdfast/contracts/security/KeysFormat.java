package io.holdfast.contracts.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.holdfast.contracts.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON of a keys file: {@code [{"id": …, "sha256": …, "roles": […]}]}. Errors name the entry
 * and what is wrong with it, and never repeat a value: people paste secrets into the wrong place.
 */
final class KeysFormat {
  private static final Set<String> FIELDS = Set.of("id", "sha256", "roles");
  private static final ObjectReader READER =
      Json.mapper()
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private KeysFormat() {}

  /**
   * @throws InvalidKeysFileException if it is not of that form
   */
  static KeyRing read(String json) {
    JsonNode root = parse(json);
    if (!root.isArray()) {
      throw new InvalidKeysFileException("must be a JSON array of {id, sha256, roles}");
    }
    List<ApiKey> keys = new ArrayList<>();
    for (int k = 0; k < root.size(); k++) {
      keys.add(entry(k, root.get(k)));
    }
    try {
      return new KeyRing(keys);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeysFileException(e.getMessage(), e);
    }
  }

  static String write(Collection<ApiKey> keys) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (ApiKey key : keys) {
      List<String> roles = key.roles().stream().map(Role::wire).toList();
      entries.add(Map.of("id", key.id(), "sha256", key.sha256(), "roles", roles));
    }
    return Json.write(entries);
  }

  private static JsonNode parse(String json) {
    try {
      return READER.readTree(json);
    } catch (JsonProcessingException e) {
      // Without the cause: the parser's own message quotes the text around the error.
      throw new InvalidKeysFileException(
          "is not JSON"
              + (e.getLocation() == null
                  ? ""
                  : " from line "
                      + e.getLocation().getLineNr()
                      + ", column "
                      + e.getLocation().getColumnNr()));
    }
  }

  private static ApiKey entry(int index, JsonNode node) {
    String id = node.path("id").asText("");
    String name = "entry " + (index + 1) + (isNameable(id) ? " (" + id + ")" : "");
    if (!node.isObject()) {
      throw new InvalidKeysFileException(name + " must be an object {id, sha256, roles}");
    }
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw new InvalidKeysFileException(
                    name + " has a field that is none of id, sha256, roles");
              }
            });
    try {
      return new ApiKey(id, node.path("sha256").asText(""), roles(node.path("roles")));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeysFileException(name + ": " + e.getMessage(), e);
    }
  }

  private static Set<Role> roles(JsonNode node) {
    if (!node.isArray()) {
      throw new IllegalArgumentException("roles must be an array of " + Role.wireNames());
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (JsonNode name : node) {
      roles.add(
          Role.ofWire(name.asText(""))
              .orElseThrow(
                  () -> new IllegalArgumentException("roles may name only " + Role.wireNames())));
    }
    return roles;
  }

  private static boolean isNameable(String id) {
    return ApiKey.ID.matcher(id).matches() && !id.startsWith(NewApiKey.PREFIX);
  }
}
