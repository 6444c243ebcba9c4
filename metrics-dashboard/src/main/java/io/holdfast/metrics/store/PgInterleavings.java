package io.holdfast.metrics.store;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.json.Json;
import io.holdfast.metrics.domain.InterleavedList;
import io.holdfast.metrics.domain.InterleavedList.Claim;
import io.holdfast.metrics.domain.InterleavingRule;
import io.holdfast.metrics.domain.Interleavings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Mixed lists in {@code interleaved_list}, users and their sums in {@code interleaving_*}. */
record PgInterleavings(Statements statements) implements Interleavings {

  @Override
  public Uni<List<InterleavingRule>> rules() {
    return statements.list(
        """
        SELECT experiment_number, definition::text FROM experiment
        WHERE definition ? 'interleaving' ORDER BY experiment_number
        """,
        Tuple.tuple(),
        row ->
            InterleavingRule.of(
                row.getInteger(0), Json.read(row.getString(1), ExperimentChanged.class)));
  }

  @Override
  public Uni<Void> add(List<InterleavedList> lists, Collection<InterleavingRule> rules) {
    return begin(lists)
        .chain(
            () ->
                statements.batch(
                    """
                    INSERT INTO interleaved_list
                    SELECT $1::uuid, $2::int, $3::bigint, $4::timestamptz, $5::text[], $6::text[]
                    WHERE EXISTS (
                      SELECT FROM interleaving_user u
                      WHERE u.experiment_number = $2 AND u.user_number = $3
                        AND u.frozen_at IS NULL
                        AND $4 < u.first_served_at + $7::int * interval '1 hour')
                    ON CONFLICT DO NOTHING
                    """,
                    lists.stream().map(list -> row(list, rules)).toList()));
  }

  private Uni<Void> begin(List<InterleavedList> lists) {
    return statements.run(
        """
        INSERT INTO interleaving_user AS u (experiment_number, user_number, first_served_at)
        SELECT experiment_number, user_number, min(served_at)
        FROM unnest($1::int[], $2::bigint[], $3::timestamptz[])
          AS g(experiment_number, user_number, served_at)
        GROUP BY 1, 2
        ON CONFLICT (user_number, experiment_number) DO UPDATE
          SET first_served_at = EXCLUDED.first_served_at
          WHERE u.frozen_at IS NULL AND u.first_served_at > EXCLUDED.first_served_at
        """,
        Columns.of(lists)
            .with(Integer.class, InterleavedList::experimentNumber)
            .with(Long.class, InterleavedList::userNumber)
            .withTime(InterleavedList::servedAt)
            .tuple());
  }

  private static Tuple row(InterleavedList list, Collection<InterleavingRule> rules) {
    InterleavingRule rule =
        rules.stream()
            .filter(each -> each.experimentNumber() == list.experimentNumber())
            .findFirst()
            .orElseThrow();
    return Tuple.tuple()
        .addValue(list.requestId())
        .addValue(list.experimentNumber())
        .addValue(list.userNumber())
        .addValue(Columns.time(list.servedAt()))
        .addValue(list.control().toArray(String[]::new))
        .addValue(list.challenger().toArray(String[]::new))
        .addValue((int) rule.interleaving().span().toHours());
  }

  @Override
  public Uni<List<InterleavedList>> find(Collection<UUID> requestIds) {
    return statements.list(
        """
        SELECT request_id, experiment_number, user_number, served_at, control_items,
          challenger_items, credited
        FROM interleaved_list WHERE request_id = ANY ($1) ORDER BY request_id
        """,
        Tuple.of(requestIds.toArray(UUID[]::new)),
        PgInterleavings::list);
  }

  private static InterleavedList list(Row row) {
    return new InterleavedList(
        row.getUUID(0),
        row.getInteger(1),
        row.getLong(2),
        Statements.instant(row, 3),
        List.of(row.getArrayOfStrings(4)),
        List.of(row.getArrayOfStrings(5)),
        Set.of(row.getArrayOfStrings(6)));
  }

  @Override
  public Uni<Void> credit(List<InterleavedList> lists) {
    return statements.batch(
        """
        UPDATE interleaved_list SET credited = $2, control_credits = $3, challenger_credits = $4
        WHERE request_id = $1
        """,
        lists.stream()
            .map(
                list ->
                    Tuple.of(
                        list.requestId(),
                        list.credited().stream().sorted().toArray(String[]::new),
                        list.controlCredits(),
                        list.challengerCredits()))
            .toList());
  }

  @Override
  public Uni<Void> hold(List<Claim> claims) {
    return statements.run(
        """
        INSERT INTO interleaving_claim
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[])
        """,
        Columns.of(claims)
            .with(UUID.class, Claim::requestId)
            .with(String.class, Claim::itemId)
            .with(Long.class, Claim::userNumber)
            .with(String.class, Claim::type)
            .withTime(Claim::at)
            .tuple());
  }

  @Override
  public Uni<List<Claim>> release(Collection<UUID> requestIds) {
    return statements.list(
        """
        DELETE FROM interleaving_claim WHERE request_id = ANY ($1)
        RETURNING request_id, item_id, user_number, type, at
        """,
        Tuple.of(requestIds.toArray(UUID[]::new)),
        row ->
            new Claim(
                row.getUUID(0),
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                Statements.instant(row, 4)));
  }

  @Override
  public Uni<Void> forgetClaims(Instant before) {
    return statements.run(
        "DELETE FROM interleaving_claim WHERE at < $1", Tuple.of(Columns.time(before)));
  }

  @Override
  public Uni<Void> freeze(InterleavingRule rule, Instant watermarkDay) {
    Tuple parameters =
        Tuple.of(
            rule.experimentNumber(),
            Columns.time(watermarkDay),
            (int) rule.interleaving().span().toHours(),
            rule.interleaving().attributionHours());
    return statements
        .run(
            """
            WITH earned AS (
              SELECT u.user_number, count(*) AS lists, sum(l.control_credits) AS control_credits,
                sum(l.challenger_credits) AS challenger_credits
              FROM interleaving_user u
              JOIN interleaved_list l USING (user_number, experiment_number)
              WHERE u.experiment_number = $1 AND u.frozen_at IS NULL
                AND u.first_served_at <= $2::timestamptz - ($3::int + $4::int) * interval '1 hour'
                AND l.served_at < u.first_served_at + $3::int * interval '1 hour'
              GROUP BY 1),
            frozen AS (
              UPDATE interleaving_user u
              SET frozen_at = $2, lists = e.lists, control_credits = e.control_credits,
                challenger_credits = e.challenger_credits
              FROM earned e
              WHERE u.experiment_number = $1 AND u.user_number = e.user_number
              RETURNING u.lists, u.control_credits, u.challenger_credits)
            INSERT INTO interleaving_rollup AS r
            SELECT $1, count(*), count(*) FILTER (WHERE challenger_credits > control_credits),
              count(*) FILTER (WHERE challenger_credits < control_credits),
              count(*) FILTER (WHERE challenger_credits = control_credits AND control_credits > 0),
              sum(lists), sum(control_credits), sum(challenger_credits)
            FROM frozen HAVING count(*) > 0
            ON CONFLICT (experiment_number) DO UPDATE SET users = r.users + EXCLUDED.users,
              wins = r.wins + EXCLUDED.wins, losses = r.losses + EXCLUDED.losses,
              ties = r.ties + EXCLUDED.ties, lists = r.lists + EXCLUDED.lists,
              control_credits = r.control_credits + EXCLUDED.control_credits,
              challenger_credits = r.challenger_credits + EXCLUDED.challenger_credits
            """,
            parameters)
        .chain(
            () ->
                statements.run(
                    """
                    DELETE FROM interleaved_list l USING interleaving_user u
                    WHERE u.experiment_number = $1 AND u.frozen_at = $2
                      AND l.user_number = u.user_number AND l.experiment_number = $1
                    """,
                    Tuple.of(rule.experimentNumber(), Columns.time(watermarkDay))));
  }

  Uni<Totals> totals(int experimentNumber) {
    return statements.one(
        """
        SELECT coalesce(r.users, 0), coalesce(r.wins, 0), coalesce(r.losses, 0),
          coalesce(r.ties, 0), coalesce(r.lists, 0), coalesce(r.control_credits, 0),
          coalesce(r.challenger_credits, 0), a.users
        FROM (
          SELECT count(*) AS users FROM interleaving_user
          WHERE experiment_number = $1 AND frozen_at IS NULL) a
        LEFT JOIN interleaving_rollup r ON r.experiment_number = $1
        """,
        Tuple.of(experimentNumber),
        row ->
            new Totals(
                row.getLong(0),
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7)));
  }
}
