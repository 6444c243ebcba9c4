package io.holdfast.training.reader;

import java.util.Set;

/**
 * Which interactions speak for an item. All but {@code dislike} and {@code skip}, which speak
 * against it, and {@code visit}, which has none; every rating counts, whatever its stars, because
 * the person chose the item.
 */
public final class PositiveTypes {
  /** The types that are left out. */
  public static final Set<String> EXCLUDED = Set.of("visit", "dislike", "skip");

  private PositiveTypes() {}

  /** Whether an interaction of that type speaks for its item. */
  public static boolean contains(String type) {
    return !EXCLUDED.contains(type);
  }
}
