package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.UserSessions;
import io.holdfast.metrics.domain.UserSpan;
import io.holdfast.stickiness.session.Session;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Sessions in table {@code session}, counted by the day they start in {@code daily}. */
record PgSessions(Statements statements) implements UserSessions {

  private record Row(long userNumber, Session session, int sign) {}

  @Override
  public Uni<Map<Long, List<Session>>> near(List<UserSpan> spans) {
    return statements
        .list(
            """
            SELECT s.user_number, s.cluster_start, s.first_at, s.last_at, s.interactions
            FROM (
              SELECT DISTINCT n.user_number, n.cluster_start
              FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[])
                AS g(user_number, from_at, to_at)
              JOIN session n ON n.user_number = g.user_number
                AND n.last_at >= g.from_at AND n.first_at <= g.to_at) AS c
            JOIN session s USING (user_number, cluster_start)
            """,
            Columns.of(spans)
                .with(Long.class, UserSpan::userNumber)
                .withTime(UserSpan::from)
                .withTime(UserSpan::to)
                .tuple(),
            row ->
                new Row(
                    row.getLong(0),
                    new Session(
                        Statements.instant(row, 1),
                        Statements.instant(row, 2),
                        Statements.instant(row, 3),
                        row.getLong(4)),
                    1))
        .map(
            rows -> {
              Map<Long, List<Session>> sessions = new HashMap<>();
              rows.forEach(
                  row ->
                      sessions
                          .computeIfAbsent(row.userNumber(), _ -> new ArrayList<>())
                          .add(row.session()));
              return sessions;
            });
  }

  @Override
  public Uni<Void> replace(List<Change> changes) {
    List<Row> removed = rows(changes, Change::removed, -1);
    List<Row> added = rows(changes, Change::added, 1);
    return remove(removed)
        .chain(() -> add(added))
        .chain(() -> count(Stream.concat(removed.stream(), added.stream()).toList()));
  }

  private static List<Row> rows(
      List<Change> changes, Function<Change, List<Session>> sessions, int sign) {
    return changes.stream()
        .flatMap(
            change ->
                sessions.apply(change).stream()
                    .map(session -> new Row(change.userNumber(), session, sign)))
        .toList();
  }

  private Uni<Void> remove(List<Row> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : statements.run(
            """
            DELETE FROM session s
            USING unnest($1::bigint[], $2::timestamptz[]) AS g(user_number, first_at)
            WHERE s.user_number = g.user_number AND s.first_at = g.first_at
            """,
            Columns.of(rows)
                .with(Long.class, Row::userNumber)
                .withTime(row -> row.session().first())
                .tuple());
  }

  private Uni<Void> add(List<Row> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : statements.run(
            """
            INSERT INTO session (user_number, cluster_start, first_at, last_at, interactions)
            SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[],
              $4::timestamptz[], $5::bigint[])
            """,
            Columns.of(rows)
                .with(Long.class, Row::userNumber)
                .withTime(row -> row.session().clusterStart())
                .withTime(row -> row.session().first())
                .withTime(row -> row.session().last())
                .with(Long.class, row -> row.session().interactions())
                .tuple());
  }

  private Uni<Void> count(List<Row> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : statements.run(
            """
            INSERT INTO daily AS d
            SELECT (g.first_at AT TIME ZONE 'UTC')::date, 0, 0, sum(g.sign),
              sum(g.sign * extract(epoch FROM g.last_at - g.first_at))
            FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[])
              AS g(sign, first_at, last_at)
            GROUP BY 1
            ON CONFLICT (day) DO UPDATE SET sessions = d.sessions + EXCLUDED.sessions,
              session_seconds = d.session_seconds + EXCLUDED.session_seconds
            """,
            Columns.of(rows)
                .with(Integer.class, Row::sign)
                .withTime(row -> row.session().first())
                .withTime(row -> row.session().last())
                .tuple());
  }
}
