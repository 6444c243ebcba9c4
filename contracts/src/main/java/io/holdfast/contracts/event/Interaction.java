package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Something a person did. Any interaction counts as activity; {@code visit} is sent when a person
 * opens the product, before anything is recommended.
 *
 * @param eventId minted by the client; with {@code occurredAt} the event's identity
 * @param userId who
 * @param itemId with what; null for {@code visit}
 * @param type {@code visit view click like dislike rating purchase play skip share}, or a custom
 *     lower-case word
 * @param value stars of a rating, seconds of a play, quantity of a purchase; null if it has none
 * @param criteria ratings by criterion; empty if none
 * @param occurredAt when
 * @param sessionId the client's own session id; null if it has none
 * @param requestId the recommendation that led here; null if none did
 * @param domain the part of the product, e.g. {@code books}; null if there is one only
 * @param context where it happened: country, platform and the like; at most {@link
 *     Bounds#MAP_ENTRIES} entries
 * @param historical true if it was imported rather than told as it happened
 */
public record Interaction(
    UUID eventId,
    String userId,
    String itemId,
    String type,
    Double value,
    Map<String, Double> criteria,
    Instant occurredAt,
    String sessionId,
    UUID requestId,
    String domain,
    Map<String, Object> context,
    boolean historical)
    implements Event {

  /** The type that is sent when a person opens the product. */
  public static final String VISIT = "visit";

  /** What a type looks like: a lower-case word of at most 32 characters. */
  public static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

  private static final Set<String> NAMED_TYPES =
      Set.of(
          VISIT, "view", "click", "like", "dislike", "rating", "purchase", "play", "skip", "share");

  public Interaction {
    Objects.requireNonNull(eventId, "eventId");
    Bounds.id("userId", userId);
    Objects.requireNonNull(type, "type");
    if (!isType(type)) {
      throw new IllegalArgumentException("type must match " + TYPE + ", was: " + type);
    }
    if (itemId == null && !type.equals(VISIT)) {
      throw new IllegalArgumentException("itemId is needed for type " + type);
    }
    Bounds.optionalId("itemId", itemId);
    if (value != null) {
      Bounds.finite("value", value);
    }
    criteria = Bounds.map("criteria", criteria);
    criteria.forEach((key, rating) -> Bounds.finite("criteria." + key, rating));
    occurredAt = Bounds.micros("occurredAt", occurredAt);
    Bounds.optionalId("sessionId", sessionId);
    Bounds.optionalId("domain", domain);
    context = Bounds.map("context", context);
  }

  /** Whether a text looks like a type. */
  public static boolean isType(String text) {
    return NAMED_TYPES.contains(text) || TYPE.matcher(text).matches();
  }

  /** The same under another id of the user. */
  public Interaction withUserId(String id) {
    return new Interaction(
        eventId,
        id,
        itemId,
        type,
        value,
        criteria,
        occurredAt,
        sessionId,
        requestId,
        domain,
        context,
        historical);
  }
}
