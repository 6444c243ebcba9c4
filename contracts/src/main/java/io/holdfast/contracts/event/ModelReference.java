package io.holdfast.contracts.event;

/**
 * One version of one model, written {@code name@version}.
 *
 * @param name what the team calls it, lower-case letters, digits, {@code - _ .}
 * @param version minted by the trainer: UTC time and digest prefix
 */
public record ModelReference(String name, String version) {
  public ModelReference {
    check("model name", name);
    check("model version", version);
  }

  /**
   * Reads {@code name@version}.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static ModelReference parse(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException("a model is written name@version, was: " + text);
    }
    return new ModelReference(text.substring(0, at), text.substring(at + 1));
  }

  @Override
  public String toString() {
    return name + "@" + version;
  }

  private static void check(String field, String value) {
    Bounds.id(field, value);
    for (int k = 0; k < value.length(); k++) {
      char c = value.charAt(k);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.';
      if (!plain) {
        throw new IllegalArgumentException(
            field + " may have letters, digits and - _ . only, was: " + value);
      }
    }
  }
}
