package io.holdfast.benchmarks.program;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arguments of the form {@code --name value}. Immutable. */
public final class Arguments {

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads arguments.
   *
   * @throws IllegalArgumentException if one is not in {@code known}, or has no value
   */
  public static Arguments parse(List<String> arguments, String... known) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int at = 0; at < arguments.size(); at += 2) {
      String name = arguments.get(at).startsWith("--") ? arguments.get(at).substring(2) : "";
      if (!Arrays.asList(known).contains(name)) {
        throw new IllegalArgumentException(
            "unknown argument %s; there is %s"
                .formatted(arguments.get(at), String.join(", ", known)));
      }
      if (at + 1 == arguments.size()) {
        throw new IllegalArgumentException("--" + name + " has no value");
      }
      values.put(name, arguments.get(at + 1));
    }
    return new Arguments(values);
  }

  /** The value of a name. */
  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** The values of a name, separated by commas. */
  public List<String> texts(String name, String otherwise) {
    return List.of(text(name, otherwise).split(","));
  }

  /**
   * The whole number of a name; {@code 5m} is five million, {@code 10k} ten thousand.
   *
   * @throws IllegalArgumentException if it is none
   */
  public int integer(String name, String otherwise) {
    return number(name, text(name, otherwise));
  }

  /**
   * The whole numbers of a name, separated by commas.
   *
   * @throws IllegalArgumentException if one is none
   */
  public int[] integers(String name, String otherwise) {
    return texts(name, otherwise).stream().mapToInt(text -> number(name, text)).toArray();
  }

  /**
   * The real number of a name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public double real(String name, String otherwise) {
    try {
      return Double.parseDouble(text(name, otherwise));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " is a number, not " + text(name, ""), e);
    }
  }

  private static int number(String name, String text) {
    int factor = text.endsWith("m") ? 1_000_000 : text.endsWith("k") ? 1_000 : 1;
    try {
      return Math.multiplyExact(
          factor, Integer.parseInt(factor == 1 ? text : text.substring(0, text.length() - 1)));
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException("--" + name + " is a whole number, not " + text, e);
    }
  }
}
