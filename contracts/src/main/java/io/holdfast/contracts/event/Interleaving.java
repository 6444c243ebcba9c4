package io.holdfast.contracts.event;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * That an experiment interleaves the rankings of its two variants instead of splitting users
 * between them, and what earns a ranking credit: an interaction of one of the types with an item of
 * a mixed list, that names the list's {@code requestId}, within the attribution window.
 *
 * @param creditTypes the types of interaction that earn credit, lower-case words
 * @param attributionHours how long after a list was served its items earn credit, from 1
 * @param days how many days of lists count, from a user's first mixed list on, from 1; with the
 *     attribution window over, the user's preference is final
 */
public record Interleaving(List<String> creditTypes, int attributionHours, int days) {
  /** The types that earn credit unless others are named. */
  public static final List<String> CREDIT_TYPES = List.of("click", "like", "play", "purchase");

  /** The attribution window unless another is named. */
  public static final int ATTRIBUTION_HOURS = 24;

  /** The days that count unless others are named. */
  public static final int DAYS = 7;

  /** By the usual rules. */
  public static final Interleaving STANDARD =
      new Interleaving(CREDIT_TYPES, ATTRIBUTION_HOURS, DAYS);

  public Interleaving {
    creditTypes = Bounds.list(creditTypes);
    if (creditTypes.isEmpty() || Set.copyOf(creditTypes).size() != creditTypes.size()) {
      throw new IllegalArgumentException(
          "creditTypes must be one type or more, each once, were " + creditTypes);
    }
    creditTypes.forEach(type -> Bounds.id("credit type", type));
    if (attributionHours < 1 || days < 1) {
      throw new IllegalArgumentException(
          "attributionHours and days must be 1 or more, were %d and %d"
              .formatted(attributionHours, days));
    }
  }

  /** How long after a list was served its items earn credit. */
  public Duration attribution() {
    return Duration.ofHours(attributionHours);
  }

  /** From a user's first mixed list to the end of the lists that count. */
  public Duration span() {
    return Duration.ofDays(days);
  }
}
