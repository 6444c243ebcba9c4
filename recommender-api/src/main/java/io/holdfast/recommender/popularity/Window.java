package io.holdfast.recommender.popularity;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far back popularity is counted.
 *
 * @param length whole hours, at least one
 */
public record Window(Duration length) implements Comparable<Window> {
  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,3})([hd])");

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if it is no whole number of hours
   */
  public Window {
    if (length.compareTo(Duration.ofHours(1)) < 0
        || !length.equals(Duration.ofHours(length.toHours()))) {
      throw new IllegalArgumentException("a window is whole hours long, not " + length);
    }
  }

  /**
   * The window that is spelled {@code 12h} or {@code 7d}.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Window parse(String text) {
    return find(text)
        .orElseThrow(
            () -> new IllegalArgumentException("a window is written like 12h or 7d, not " + text));
  }

  /** The window that is spelled so; empty if the text is none. */
  public static Optional<Window> find(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    return Optional.of(
        new Window(
            matcher.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number)));
  }

  @Override
  public int compareTo(Window other) {
    return length.compareTo(other.length);
  }

  /** Its spelling, in days where they are whole. */
  @Override
  public String toString() {
    long hours = length.toHours();
    return hours % 24 == 0 ? hours / 24 + "d" : hours + "h";
  }
}
