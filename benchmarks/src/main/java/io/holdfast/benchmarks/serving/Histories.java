package io.holdfast.benchmarks.serving;

import io.holdfast.benchmarks.data.Rows;
import io.holdfast.postgres.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes users' histories into a migrated, empty log by {@code COPY}: a click for each entry,
 * spread evenly over the last {@value #DAYS} days in random order, so that a user's rows lie as far
 * apart as they do in a log that has grown. The index of users is made afterwards. Whoever counts
 * popularity begins behind them, and finds them {@linkplain #count counted}: otherwise it would be
 * busy with them for many minutes, as it is after an import and not when it runs.
 */
final class Histories {
  private static final int DAYS = 90;
  private static final int FLUSH_CHARS = 1 << 20;

  private final Rows rows;
  private final SplittableRandom random;

  Histories(Rows rows, long seed) {
    this.rows = rows;
    this.random = new SplittableRandom(seed);
  }

  void write(Database database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP INDEX event_log.interaction_user");
      copy(connection.unwrap(PGConnection.class));
      statement.execute("SET maintenance_work_mem = '512MB'");
      statement.execute(
          "CREATE INDEX interaction_user ON event_log.interaction (user_id, occurred_at DESC)");
      statement.execute("SELECT setval('event_log.log_position', %d)".formatted(rows.entries()));
      statement.execute(
          "INSERT INTO event_log.consumer VALUES ('recommender-popularity', %d)"
              .formatted(rows.entries()));
      statement.execute("VACUUM ANALYZE event_log.interaction");
      statement.execute("CHECKPOINT");
    }
  }

  /** What recommender-api would have counted of them as they came, once its tables are there. */
  static void count(Database database) throws SQLException {
    database.execute(
        """
        INSERT INTO recommender.item_popularity (bucket, hours, item_id, segment, users)
        SELECT date_trunc('day', occurred_at, 'UTC'), 24, item_id, '{}', count(DISTINCT user_id)
        FROM event_log.interaction
        WHERE occurred_at > now() - interval '31 days'
        GROUP BY 1, 3
        """);
    database.execute("ANALYZE recommender.item_popularity");
  }

  private void copy(PGConnection connection) throws SQLException {
    CopyIn copy =
        connection
            .getCopyAPI()
            .copyIn(
                "COPY event_log.interaction (position, event_id, occurred_at, user_id, item_id,"
                    + " type, historical) FROM STDIN");
    StringBuilder lines = new StringBuilder(FLUSH_CHARS + 256);
    int[] users = users();
    int[] order = permutation(rows.entries());
    long step = Duration.ofDays(DAYS).toMillis() * 1_000 / Math.max(1, rows.entries());
    Instant start = Instant.now().minus(Duration.ofDays(DAYS));
    for (int position = 0; position < order.length; position++) {
      int entry = order[position];
      lines.append(position + 1).append('\t');
      lines.append(EventIds.of(position, random)).append('\t');
      lines.append(start.plusNanos(position * step * 1_000)).append('\t');
      lines.append(users[entry]).append('\t').append(rows.columns()[entry]);
      lines.append("\tclick\tt\n");
      if (lines.length() >= FLUSH_CHARS) {
        send(copy, lines);
      }
    }
    send(copy, lines);
    copy.endCopy();
  }

  private static void send(CopyIn copy, StringBuilder lines) throws SQLException {
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    lines.setLength(0);
  }

  /** The user of each entry. */
  private int[] users() {
    int[] users = new int[rows.entries()];
    for (int user = 0; user < rows.users(); user++) {
      Arrays.fill(users, rows.starts()[user], rows.starts()[user + 1], user);
    }
    return users;
  }

  private int[] permutation(int size) {
    int[] order = new int[size];
    for (int at = 0; at < size; at++) {
      int other = random.nextInt(at + 1);
      order[at] = order[other];
      order[other] = at;
    }
    return order;
  }
}
