package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.ActivityTimes;
import io.holdfast.metrics.domain.UserSpan;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Interaction times by the log's index on user and time. */
record PgActivityTimes(Statements statements) implements ActivityTimes {

  private record Found(int row, List<Instant> times) {}

  /** One index scan a span, whatever the planner thinks of partitions it has no statistics of. */
  @Override
  public Uni<List<List<Instant>>> within(List<UserSpan> spans, long throughPosition) {
    return statements
        .list(
            """
            SELECT g.row::int, t.times
            FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY
              AS g(user_number, from_at, to_at, row)
            JOIN person p USING (user_number)
            CROSS JOIN LATERAL (
              SELECT array_agg(i.occurred_at ORDER BY i.occurred_at) AS times
              FROM event_log.interaction i
              WHERE i.user_id = p.user_id AND i.occurred_at >= g.from_at
                AND i.occurred_at < g.to_at AND i.position <= $4) AS t
            WHERE t.times IS NOT NULL
            """,
            Columns.of(spans)
                .with(Long.class, UserSpan::userNumber)
                .withTime(UserSpan::from)
                .withTime(UserSpan::to)
                .and(throughPosition)
                .tuple(),
            row ->
                new Found(
                    row.getInteger(0) - 1,
                    Stream.of(row.getArrayOfOffsetDateTimes(1))
                        .map(OffsetDateTime::toInstant)
                        .toList()))
        .map(
            found -> {
              List<List<Instant>> times = new ArrayList<>();
              spans.forEach(_ -> times.add(List.of()));
              found.forEach(each -> times.set(each.row(), each.times()));
              return times;
            });
  }
}
