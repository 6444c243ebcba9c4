package io.holdfast.contracts.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The bounds that every event keeps, checked when a record is made. */
public final class Bounds {
  /** The longest id of a user, an item, a session or a model, in UTF-16 units. */
  public static final int ID_LENGTH = 256;

  /** The most entries of a context, a criteria or an attribute map. */
  public static final int MAP_ENTRIES = 64;

  /** The longest key of such a map. */
  public static final int MAP_KEY_LENGTH = 64;

  /** The longest text value of such a map. */
  public static final int MAP_VALUE_LENGTH = 1024;

  private static final int NANOS_A_MICRO = 1_000;

  private Bounds() {}

  static String id(String field, String id) {
    Objects.requireNonNull(id, field);
    if (id.isBlank() || id.length() > ID_LENGTH) {
      throw new IllegalArgumentException(
          field + " must have 1 to " + ID_LENGTH + " characters, was " + id.length());
    }
    return storable(field, id);
  }

  /** Whether PostgreSQL can store a text: it stores neither NUL nor half a surrogate pair. */
  public static boolean isStorable(String text) {
    return firstUnstorable(text) < 0;
  }

  static String storable(String field, String text) {
    int at = firstUnstorable(text);
    if (at >= 0) {
      throw new IllegalArgumentException(
          field
              + " has a character at "
              + at
              + " that is not text: U+%04X".formatted((int) text.charAt(at)));
    }
    return text;
  }

  private static int firstUnstorable(String text) {
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (c == 0) {
        return k;
      }
      if (Character.isSurrogate(c)) {
        boolean isPair =
            Character.isHighSurrogate(c)
                && k + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(k + 1));
        if (!isPair) {
          return k;
        }
        k++;
      }
    }
    return -1;
  }

  static String optionalId(String field, String id) {
    return id == null ? null : id(field, id);
  }

  static Instant micros(String field, Instant instant) {
    int nanos = Objects.requireNonNull(instant, field).getNano();
    return nanos % NANOS_A_MICRO == 0 ? instant : instant.truncatedTo(ChronoUnit.MICROS);
  }

  static Instant optionalMicros(Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
  }

  static double finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(field + " must be finite, was " + value);
    }
    return value;
  }

  static <T> List<T> list(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** A copy in the same order; values are text, numbers, booleans or lists of text. */
  static <V> Map<String, V> map(String field, Map<String, V> map) {
    if (map == null || map.isEmpty()) {
      return Map.of();
    }
    if (map.size() > MAP_ENTRIES) {
      throw new IllegalArgumentException(
          field + " must have at most " + MAP_ENTRIES + " entries, has " + map.size());
    }
    Map<String, V> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (key.isEmpty() || key.length() > MAP_KEY_LENGTH) {
            throw new IllegalArgumentException(
                "a key of " + field + " must have 1 to " + MAP_KEY_LENGTH + " characters");
          }
          storable(field, key);
          if (value instanceof String text && storable(field, text).length() > MAP_VALUE_LENGTH) {
            throw new IllegalArgumentException(
                field + "." + key + " must have at most " + MAP_VALUE_LENGTH + " characters");
          }
          if (value != null) {
            copy.put(key, value);
          }
        });
    return Collections.unmodifiableMap(copy);
  }
}
