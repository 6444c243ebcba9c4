package io.holdfast.training.reader;

import io.holdfast.contracts.event.Interaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * One interaction as a data file tells it.
 *
 * @param number the row's place in the file, counted from 1 (of {@code sequences}: over all lines)
 * @param userId who
 * @param itemId with what; null for a {@code visit}
 * @param type what they did, a type of {@link Interaction}
 * @param value stars, seconds or quantity; null if the format has none
 * @param occurredAt when; formats without times count seconds from 1970 in file order
 * @param details what only some formats know
 */
public record DataRow(
    long number,
    String userId,
    String itemId,
    String type,
    Double value,
    Instant occurredAt,
    Details details) {

  /**
   * What only some formats know; each may be null.
   *
   * @param eventId the event's own id
   * @param criteria ratings by criterion
   * @param sessionId the session or the invoice
   * @param requestId the recommendation that led here
   * @param domain the part of the product
   * @param context where it happened
   * @param itemTitle what people call the item
   */
  public record Details(
      UUID eventId,
      Map<String, Double> criteria,
      String sessionId,
      UUID requestId,
      String domain,
      Map<String, Object> context,
      String itemTitle) {

    /** Nothing more is known. */
    public static final Details NONE = new Details(null, null, null, null, null, null, null);

    /** Ratings by criterion. */
    static Details ofCriteria(Map<String, Double> criteria) {
      return new Details(null, criteria, null, null, null, null, null);
    }

    /** A session and a title. */
    static Details of(String sessionId, String itemTitle) {
      return new Details(null, null, sessionId, null, null, null, itemTitle);
    }
  }

  public DataRow {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(details, "details");
  }

  /**
   * The row as a historical event. Its id is the row's own, or a name-based UUID (RFC 9562, version
   * 3) of the row's number and content: reading the file again makes the same event, which the log
   * then absorbs.
   *
   * @throws IllegalArgumentException if an event may not hold such values
   */
  public Interaction toInteraction() {
    return new Interaction(
        details.eventId() == null ? eventIdOfContent() : details.eventId(),
        userId,
        itemId,
        type,
        value,
        details.criteria(),
        occurredAt,
        details.sessionId(),
        details.requestId(),
        details.domain(),
        details.context(),
        true);
  }

  /** The same row at another time, with the id that it had before. */
  public DataRow at(Instant time) {
    UUID id = details.eventId() == null ? eventIdOfContent() : details.eventId();
    return new DataRow(
        number,
        userId,
        itemId,
        type,
        value,
        time,
        new Details(
            id,
            details.criteria(),
            details.sessionId(),
            details.requestId(),
            details.domain(),
            details.context(),
            details.itemTitle()));
  }

  private UUID eventIdOfContent() {
    String content =
        String.join(
            "\0",
            Long.toString(number),
            userId,
            Objects.toString(itemId, ""),
            type,
            Objects.toString(value, ""),
            occurredAt.toString(),
            Objects.toString(details.sessionId(), ""));
    return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
  }
}
