package io.holdfast.core.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One parameter of a model kind: name, what it does, default, and which values it takes. */
public sealed interface ParameterSpec {

  /** The name, as in {@code --param name=value}. */
  String name();

  /** What it does, one sentence. */
  String description();

  /** The value if none is given. */
  Object defaultValue();

  /** The values it takes, for people. */
  String range();

  /**
   * The value that {@code text} writes.
   *
   * @throws IllegalArgumentException if it is none, or out of range
   */
  Object parse(String text);

  /**
   * A whole number.
   *
   * @param name the name
   * @param description what it does
   * @param defaultInteger the value if none is given
   * @param min the least value
   * @param max the greatest value
   */
  record IntegerSpec(String name, String description, int defaultInteger, int min, int max)
      implements ParameterSpec {
    @Override
    public Object defaultValue() {
      return defaultInteger;
    }

    @Override
    public String range() {
      return "a whole number from " + min + " to " + max;
    }

    @Override
    public Object parse(String text) {
      try {
        int value = Integer.parseInt(text);
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw refused(this, text, e);
      }
      throw refused(this, text, null);
    }
  }

  /**
   * A real number.
   *
   * @param name the name
   * @param description what it does
   * @param defaultReal the value if none is given
   * @param min the least value
   * @param max the greatest value
   */
  record RealSpec(String name, String description, double defaultReal, double min, double max)
      implements ParameterSpec {
    @Override
    public Object defaultValue() {
      return defaultReal;
    }

    @Override
    public String range() {
      return "a number from " + min + " to " + max;
    }

    @Override
    public Object parse(String text) {
      try {
        double value = Double.parseDouble(text);
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw refused(this, text, e);
      }
      throw refused(this, text, null);
    }
  }

  /**
   * One of several words.
   *
   * @param name the name
   * @param description what it does
   * @param defaultChoice the value if none is given
   * @param choices the words
   */
  record ChoiceSpec(String name, String description, String defaultChoice, List<String> choices)
      implements ParameterSpec {
    /** Copies the choices. */
    public ChoiceSpec {
      choices = List.copyOf(choices);
    }

    @Override
    public Object defaultValue() {
      return defaultChoice;
    }

    @Override
    public String range() {
      return "one of " + String.join(", ", choices);
    }

    @Override
    public Object parse(String text) {
      if (choices.contains(text)) {
        return text;
      }
      throw refused(this, text, null);
    }
  }

  /**
   * Names, written {@code service,location}, or a word that stands for some.
   *
   * @param name the name
   * @param description what it does
   * @param words the words, the first of which is the default
   */
  record NamesSpec(String name, String description, List<String> words) implements ParameterSpec {
    /** Copies the words. */
    public NamesSpec {
      words = List.copyOf(words);
    }

    @Override
    public Object defaultValue() {
      return words.getFirst();
    }

    @Override
    public String range() {
      return String.join(", ", words) + ", or names between commas";
    }

    @Override
    public Object parse(String text) {
      List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
      boolean distinct = names.stream().distinct().count() == names.size();
      boolean wordAmongOthers = names.size() > 1 && names.stream().anyMatch(words::contains);
      if (distinct && !wordAmongOthers && names.stream().noneMatch(String::isEmpty)) {
        return String.join(",", names);
      }
      throw refused(this, text, null);
    }
  }

  /**
   * Weights by word, written {@code purchase:3,click:0.5}; none unless given.
   *
   * @param name the name
   * @param description what it does
   */
  record WeightsSpec(String name, String description) implements ParameterSpec {
    private static final double GREATEST = 1e6;

    @Override
    public Object defaultValue() {
      return "";
    }

    @Override
    public String range() {
      return "words with a weight from 0 to 1e6 each, such as purchase:3,click:0.5";
    }

    @Override
    public Object parse(String text) {
      weights(text);
      return text;
    }

    /**
     * The weights that {@code text} writes, in its order.
     *
     * @throws IllegalArgumentException if it writes none, or a word twice
     */
    Map<String, Double> weights(String text) {
      Map<String, Double> weights = new LinkedHashMap<>();
      if (text.isEmpty()) {
        return weights;
      }
      for (String pair : text.split(",", -1)) {
        int colon = pair.lastIndexOf(':');
        try {
          double weight = Double.parseDouble(pair.substring(colon + 1));
          if (colon > 0
              && weight >= 0
              && weight <= GREATEST
              && weights.put(pair.substring(0, colon), weight) == null) {
            continue;
          }
        } catch (NumberFormatException e) {
          throw refused(this, text, e);
        }
        throw refused(this, text, null);
      }
      return weights;
    }
  }

  private static IllegalArgumentException refused(
      ParameterSpec spec, String text, NumberFormatException cause) {
    return new IllegalArgumentException(
        "parameter %s is %s, not %s".formatted(spec.name(), spec.range(), text), cause);
  }
}
