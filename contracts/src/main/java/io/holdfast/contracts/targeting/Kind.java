package io.holdfast.contracts.targeting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code $type}: what sort of JSON a value is. */
enum Kind implements ValueTest {
  STRING,
  NUMBER,
  BOOLEAN,
  ARRAY,
  OBJECT,
  NULL;

  /** The kind of that name in the specification. */
  static Optional<Kind> named(Object name) {
    return Arrays.stream(values()).filter(kind -> kind.wire().equals(name)).findFirst();
  }

  /** All names. */
  static List<String> names() {
    return Arrays.stream(values()).map(Kind::wire).toList();
  }

  @Override
  public boolean passes(Object value) {
    return this
        == switch (value) {
          case null -> NULL;
          case String text -> STRING;
          case Number number -> NUMBER;
          case Boolean truth -> BOOLEAN;
          case List<?> list -> ARRAY;
          case Map<?, ?> map -> OBJECT;
          default -> null;
        };
  }

  private String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
