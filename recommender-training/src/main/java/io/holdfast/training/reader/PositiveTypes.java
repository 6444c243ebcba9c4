package io.holdfast.training.reader;

import java.util.Set;

/**
 * Which interactions speak for an item: the same types that recommender-api folds in by default. A
 * {@code view} may be no more than an item having been on the screen; {@code dislike} and {@code
 * skip} speak against it. Every rating counts, whatever its stars, because the person chose the
 * item.
 */
public final class PositiveTypes {
  /** The types that count. */
  public static final Set<String> ALL =
      Set.of("click", "like", "rating", "purchase", "play", "share");

  private PositiveTypes() {}

  /** Whether an interaction of that type speaks for its item. */
  public static boolean contains(String type) {
    return ALL.contains(type);
  }
}
