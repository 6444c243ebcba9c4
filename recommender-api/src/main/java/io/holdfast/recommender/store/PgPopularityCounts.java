package io.holdfast.recommender.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.recommender.domain.PopularityCounts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Counts in PostgreSQL, from the log's table to the table of counts, without a row passing through
 * this process. The cursor of the log is the lock of the one that counts, and moves in the
 * transaction of the counts: each interaction counts once.
 */
@ApplicationScoped
class PgPopularityCounts implements PopularityCounts {
  private static final String CONSUMER = "recommender-popularity";

  /** Short pieces, so that none of them keeps a processor from those who wait for a list. */
  private static final int PIECE = 2_000;

  /** How many counts are read at a time. */
  private static final int SLICE = 20_000;

  private static final int LONGEST_VALUE = 64;
  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

  /**
   * Who had an item before on the same day is found by the log's index of users: no list of users
   * is kept here. LIMIT keeps the planner from reading a whole partition for it.
   */
  private static final String COUNT =
      """
      WITH piece AS (
        SELECT DISTINCT ON (user_id, item_id, day)
          user_id, item_id, day, occurred_at, context
        FROM event_log.interaction
          CROSS JOIN LATERAL (SELECT date_trunc('day', occurred_at, 'UTC') AS day) AS d
        WHERE position > $1 AND position <= $2 AND type = ANY ($3) AND item_id IS NOT NULL
          AND occurred_at >= $4
        ORDER BY user_id, item_id, day, position
      )
      INSERT INTO item_popularity AS known (bucket, hours, item_id, segment, users)
      SELECT
        CASE WHEN p.occurred_at < $7 THEN p.day ELSE date_trunc('hour', p.occurred_at, 'UTC') END,
        CASE WHEN p.occurred_at < $7 THEN 24 ELSE 1 END,
        p.item_id,
        coalesce((
          SELECT jsonb_object_agg(n.name, v.value) FROM unnest($5::text[]) AS n(name)
            CROSS JOIN LATERAL (
              SELECT coalesce(p.context ->> n.name, u.attributes ->> n.name)) AS v(value)
          WHERE length(v.value) <= $6), '{}'),
        count(*)
      FROM piece p
        LEFT JOIN person u ON u.user_id = p.user_id
        LEFT JOIN LATERAL (
          SELECT true AS counted FROM event_log.interaction e
          WHERE e.user_id = p.user_id AND e.occurred_at >= p.day
            AND e.occurred_at < p.day + interval '24 hours' AND e.item_id = p.item_id
            AND e.type = ANY ($3) AND e.position <= $1
          LIMIT 1) AS before ON true
      WHERE before.counted IS NULL
      GROUP BY 1, 2, 3, 4
      ON CONFLICT (bucket, hours, item_id, segment)
        DO UPDATE SET users = known.users + excluded.users
      """;

  private final Pool pool;

  PgPopularityCounts(Pool pool) {
    this.pool = pool;
  }

  @Override
  @Timeout(value = 60, unit = ChronoUnit.SECONDS)
  public Uni<Boolean> countMore(Rules rules, Instant now) {
    return pool.withTransaction(connection -> countMore(connection, rules, now));
  }

  private static Uni<Boolean> countMore(SqlConnection connection, Rules rules, Instant now) {
    return connection
        .preparedQuery(
            "INSERT INTO event_log.consumer VALUES ($1, 0) ON CONFLICT (name) DO NOTHING")
        .execute(Tuple.of(CONSUMER))
        .chain(
            () ->
                connection
                    .preparedQuery(
                        """
                        SELECT position, least(event_log.head(), position + $2)
                        FROM event_log.consumer WHERE name = $1 FOR UPDATE SKIP LOCKED
                        """)
                    .execute(Tuple.of(CONSUMER, (long) PIECE)))
        .chain(
            rows -> {
              for (Row row : rows) {
                long after = row.getLong(0);
                long until = row.getLong(1);
                if (until > after) {
                  return count(connection, rules, now, after, until)
                      .replaceWith(until - after == PIECE);
                }
              }
              return Uni.createFrom().item(false);
            });
  }

  private static Uni<Void> count(
      SqlConnection connection, Rules rules, Instant now, long after, long until) {
    return connection
        .preparedQuery(COUNT)
        .execute(
            Tuple.from(
                new Object[] {
                  after,
                  until,
                  rules.types().toArray(String[]::new),
                  utc(now.minus(rules.retention())),
                  rules.segments().toArray(String[]::new),
                  LONGEST_VALUE,
                  utc(hourlyFrom(rules, now))
                }))
        .chain(
            () ->
                connection
                    .preparedQuery("UPDATE event_log.consumer SET position = $2 WHERE name = $1")
                    .execute(Tuple.of(CONSUMER, until)))
        .replaceWithVoid();
  }

  @Override
  @Timeout(value = 60, unit = ChronoUnit.SECONDS)
  public Uni<Void> tidy(Rules rules, Instant now) {
    Instant hourly = hourlyFrom(rules, now);
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(
                    "SELECT 1 FROM event_log.consumer WHERE name = $1 FOR UPDATE SKIP LOCKED")
                .execute(Tuple.of(CONSUMER))
                .chain(
                    rows ->
                        rows.size() == 0
                            ? Uni.createFrom().voidItem()
                            : tidy(connection, hourly, now.minus(rules.retention()))));
  }

  private static Uni<Void> tidy(SqlConnection connection, Instant hourly, Instant oldest) {
    return connection
        .preparedQuery("DELETE FROM item_popularity WHERE bucket + hours * interval '1 hour' <= $1")
        .execute(Tuple.of(utc(oldest)))
        .chain(
            () ->
                connection
                    .preparedQuery(
                        """
                        WITH hourly AS (
                          DELETE FROM item_popularity WHERE hours = 1 AND bucket < $1
                          RETURNING bucket, item_id, segment, users
                        )
                        INSERT INTO item_popularity AS known (bucket, hours, item_id, segment, users)
                        SELECT date_trunc('day', bucket, 'UTC'), 24, item_id, segment, sum(users)
                        FROM hourly GROUP BY 1, 2, 3, 4
                        ON CONFLICT (bucket, hours, item_id, segment)
                          DO UPDATE SET users = known.users + excluded.users
                        """)
                    .execute(Tuple.of(utc(hourly))))
        .replaceWithVoid();
  }

  @Override
  public Uni<Long> position() {
    return pool.preparedQuery(
            "SELECT coalesce(max(position), 0) FROM event_log.consumer WHERE name = $1")
        .execute(Tuple.of(CONSUMER))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  @Override
  @Timeout(value = 60, unit = ChronoUnit.SECONDS)
  public Uni<Slice> slice(String after) {
    return pool.preparedQuery(
            """
            SELECT item_id FROM item_popularity WHERE item_id > $1
            ORDER BY item_id OFFSET $2 LIMIT 1
            """)
        .execute(Tuple.of(after, SLICE))
        .map(
            rows -> {
              for (Row row : rows) {
                return new Slice(after, row.getString(0));
              }
              return new Slice(after, null);
            });
  }

  @Override
  @Timeout(value = 60, unit = ChronoUnit.SECONDS)
  public Uni<List<SegmentUsers>> segments(Slice slice, int most) {
    return pool.preparedQuery(
            """
            SELECT segment::text, sum(users)::bigint FROM item_popularity
            WHERE item_id > $1 AND ($2::text IS NULL OR item_id <= $2)
            GROUP BY segment ORDER BY sum(users) DESC, segment LIMIT $3
            """)
        .execute(Tuple.of(slice.after(), slice.until(), most))
        .map(
            rows -> {
              List<SegmentUsers> segments = new ArrayList<>();
              rows.forEach(row -> segments.add(new SegmentUsers(row.getString(0), row.getLong(1))));
              return segments;
            });
  }

  @Override
  @Timeout(value = 60, unit = ChronoUnit.SECONDS)
  public Uni<Void> read(
      Slice slice, List<Period> periods, List<String> segments, Consumer<Count> each) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(slice.after());
    parameters.add(slice.until());
    parameters.add(segments.toArray(String[]::new));
    List<String> sums = new ArrayList<>();
    for (Period period : periods) {
      parameters.add(utc(period.after()));
      String condition = "ends > $" + parameters.size();
      if (period.until() != null) {
        parameters.add(utc(period.until()));
        condition += " AND ends <= $" + parameters.size();
      }
      sums.add("coalesce(sum(users) FILTER (WHERE " + condition + "), 0)::bigint");
    }
    String query =
        """
        SELECT p.item_id, told.segment, %s
        FROM (SELECT *, bucket + hours * interval '1 hour' AS ends FROM item_popularity) AS p
          LEFT JOIN unnest($3::text[]) AS told(segment) ON told.segment::jsonb = p.segment
        WHERE p.item_id > $1 AND ($2::text IS NULL OR p.item_id <= $2)
        GROUP BY 1, 2
        ORDER BY 1, 2
        """
            .formatted(String.join(", ", sums));
    return pool.preparedQuery(query)
        .execute(Tuple.from(parameters))
        .invoke(rows -> rows.forEach(row -> each.accept(count(row, periods.size()))))
        .replaceWithVoid();
  }

  private static Count count(Row row, int periods) {
    long[] users = new long[periods];
    for (int period = 0; period < periods; period++) {
      users[period] = row.getLong(2 + period);
    }
    String segment = row.getString(1);
    return new Count(
        row.getString(0), segment == null ? null : JsonColumn.read(segment, VALUES), users);
  }

  /** The first day that is kept by the hour. */
  private static Instant hourlyFrom(Rules rules, Instant now) {
    return now.minus(rules.hourly()).truncatedTo(ChronoUnit.DAYS);
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
