package io.holdfast.benchmarks.ingest;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Seeded interactions as a shop's page would tell them: three of four are views, most of the rest
 * clicks that name the recommendation they came from, some purchases with a quantity; each has a
 * session and a small context. Users and items are drawn uniformly, which is the hardest for the
 * log's index of users. Not thread-safe.
 */
final class RowSource {
  /** The columns of {@link Rows#copy()}, in order. */
  static final String COLUMNS =
      "position, event_id, occurred_at, user_id, item_id, type, value, session_id, request_id,"
          + " context, historical";

  private static final int USERS = 1_000_000;
  private static final int ITEMS = 100_000;
  private static final int SESSIONS = 1_000_000_000;
  private static final String[] COUNTRIES = {"DE", "FR", "NL", "PL", "US"};
  private static final String[] PLATFORMS = {"ios", "android", "web"};

  private final SplittableRandom random;
  private long position;

  RowSource(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** So many more interactions, or a few more where the last request's size asks for them. */
  Rows next(int count, BatchSizes sizes) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<Rows.Request> requests = new ArrayList<>();
    StringBuilder copy = new StringBuilder(count * 256);
    StringBuilder json = new StringBuilder();
    int made = 0;
    while (made < count) {
      int size = sizes.draw(random);
      json.setLength(0);
      json.append(size == 1 ? "" : "[");
      for (int row = 0; row < size; row++) {
        json.append(row == 0 ? "" : ",");
        append(json, copy, now.minusMillis(random.nextInt(1000)));
      }
      json.append(size == 1 ? "" : "]");
      requests.add(new Rows.Request(Buffer.buffer(json.toString()), size));
      made += size;
    }
    return new Rows(requests, copy.toString().getBytes(StandardCharsets.UTF_8), made);
  }

  private void append(StringBuilder json, StringBuilder copy, Instant at) {
    UUID eventId = uuid();
    int user = random.nextInt(USERS);
    int item = random.nextInt(ITEMS);
    int session = random.nextInt(SESSIONS);
    int kind = random.nextInt(100);
    String type = kind < 75 ? "view" : kind < 95 ? "click" : "purchase";
    UUID requestId = type.equals("click") ? uuid() : null;
    int quantity = type.equals("purchase") ? 1 + random.nextInt(4) : 0;
    String context =
        "{\"country\":\"%s\",\"platform\":\"%s\"}"
            .formatted(
                COUNTRIES[random.nextInt(COUNTRIES.length)],
                PLATFORMS[random.nextInt(PLATFORMS.length)]);
    json.append("{\"eventId\":\"").append(eventId);
    json.append("\",\"userId\":\"user-").append(user);
    json.append("\",\"itemId\":\"item-").append(item);
    json.append("\",\"type\":\"").append(type);
    json.append("\",\"occurredAt\":\"").append(at);
    json.append("\",\"sessionId\":\"session-").append(session).append('"');
    if (requestId != null) {
      json.append(",\"requestId\":\"").append(requestId).append('"');
    }
    if (quantity > 0) {
      json.append(",\"value\":").append(quantity);
    }
    json.append(",\"context\":").append(context).append('}');
    copy.append(++position).append('\t').append(eventId).append('\t').append(at);
    copy.append("\tuser-").append(user).append("\titem-").append(item).append('\t').append(type);
    copy.append('\t').append(quantity > 0 ? Integer.toString(quantity) : "\\N");
    copy.append("\tsession-").append(session);
    copy.append('\t').append(requestId == null ? "\\N" : requestId.toString());
    copy.append('\t').append(context).append("\tf\n");
  }

  private UUID uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low);
  }
}
