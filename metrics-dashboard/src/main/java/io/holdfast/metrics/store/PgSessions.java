package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.UserSessions;
import io.holdfast.metrics.domain.UserSpan;
import io.holdfast.stickiness.session.Session;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sessions in table {@code session}, counted by the day they start in {@code daily}. */
record PgSessions(Statements statements) implements UserSessions {

  private record Row(long userNumber, Session session, int sign) {
    Start start() {
      return new Start(userNumber, session.first());
    }
  }

  private record Start(long userNumber, Instant first) {}

  /**
   * A session is shorter than a day, which bounds where one begins that reaches into a span. The
   * clusters between the first and the last one that do are taken whole: they do so too. {@code
   * OFFSET 0} keeps the planner from reading the whole table for some thousand users.
   */
  @Override
  public Uni<Map<Long, List<Session>>> near(List<UserSpan> spans) {
    return statements
        .list(
            """
            SELECT g.user_number, s.cluster_start, s.first_at, s.last_at, s.interactions
            FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[])
              AS g(user_number, from_at, to_at)
            CROSS JOIN LATERAL (
              SELECT min(n.cluster_start) AS first_start, max(n.cluster_start) AS last_start
              FROM session n
              WHERE n.user_number = g.user_number AND n.first_at > g.from_at - interval '24 hours'
                AND n.first_at <= g.to_at AND n.last_at >= g.from_at) AS c
            CROSS JOIN LATERAL (
              SELECT * FROM session n
              WHERE n.user_number = g.user_number AND n.first_at >= c.first_start
                AND n.cluster_start <= c.last_start
              OFFSET 0) AS s
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

  /** A session that starts where one was removed is written over it. */
  @Override
  public Uni<Void> replace(List<Change> changes) {
    List<Row> removed = rows(changes, Change::removed, -1);
    List<Row> added = rows(changes, Change::added, 1);
    Set<Start> kept = added.stream().map(Row::start).collect(Collectors.toSet());
    return remove(removed.stream().filter(row -> !kept.contains(row.start())).toList())
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
            ON CONFLICT (user_number, first_at) DO UPDATE SET
              cluster_start = EXCLUDED.cluster_start, last_at = EXCLUDED.last_at,
              interactions = EXCLUDED.interactions
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
            SELECT (g.first_at AT TIME ZONE 'UTC')::date, 0, sum(g.sign * g.interactions),
              sum(g.sign), sum(g.sign * extract(epoch FROM g.last_at - g.first_at))
            FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[], $4::bigint[])
              AS g(sign, first_at, last_at, interactions)
            GROUP BY 1
            ON CONFLICT (day) DO UPDATE SET
              interactions = d.interactions + EXCLUDED.interactions, sessions = d.sessions + EXCLUDED.sessions,
              session_seconds = d.session_seconds + EXCLUDED.session_seconds
            """,
            Columns.of(rows)
                .with(Integer.class, Row::sign)
                .withTime(row -> row.session().first())
                .withTime(row -> row.session().last())
                .with(Long.class, row -> row.session().interactions())
                .tuple());
  }
}
