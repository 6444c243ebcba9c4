package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.Exposure;
import io.holdfast.metrics.domain.Exposures;
import io.holdfast.metrics.domain.Outcomes;
import io.holdfast.metrics.domain.Outcomes.Interval;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * First exposures in {@code exposure}, counted in {@code exposure_rollup} and {@code
 * exposure_day_rollup}.
 */
record PgExposures(Statements statements) implements Exposures {

  /** {@code OFFSET 0} keeps the planner from reading the whole table for some thousand keys. */
  @Override
  public Uni<Map<Exposure.Key, Exposure>> find(Collection<Exposure.Key> keys) {
    return statements
        .list(
            """
            SELECT e.experiment_number, e.user_number, e.variant, e.stratum, e.revision,
              e.first_exposed_at, e.switched, e.matured_days > 0, e.context::text
            FROM unnest($1::int[], $2::bigint[]) AS g(experiment_number, user_number)
            CROSS JOIN LATERAL (
              SELECT * FROM exposure_standing x
              WHERE x.user_number = g.user_number AND x.experiment_number = g.experiment_number
              OFFSET 0) AS e
            """,
            Columns.of(keys)
                .with(Integer.class, Exposure.Key::experimentNumber)
                .with(Long.class, Exposure.Key::userNumber)
                .tuple(),
            PgExposures::exposure)
        .map(
            found -> {
              Map<Exposure.Key, Exposure> exposures = new HashMap<>();
              found.forEach(exposure -> exposures.put(exposure.key(), exposure));
              return exposures;
            });
  }

  private static Exposure exposure(Row row) {
    return new Exposure(
        new Exposure.Key(row.getInteger(0), row.getLong(1)),
        row.getString(2),
        row.getInteger(3),
        row.getInteger(4),
        Statements.instant(row, 5),
        row.getBoolean(6),
        row.getBoolean(7),
        row.getString(8));
  }

  @Override
  public Uni<Void> save(List<Change> changes) {
    return store(changes.stream().map(Change::after).toList()).chain(() -> count(changes));
  }

  private Uni<Void> store(List<Exposure> exposures) {
    return statements.run(
        """
        INSERT INTO exposure AS e (experiment_number, user_number, variant, stratum, revision,
          first_exposed_at, switched, context, entered_at)
        SELECT g.*, p.evaluated_through
        FROM unnest($1::int[], $2::bigint[], $3::text[], $4::int[], $5::int[],
          $6::timestamptz[], $7::boolean[], $8::jsonb[]) AS g
        CROSS JOIN progress p
        ON CONFLICT (user_number, experiment_number) DO UPDATE SET variant = EXCLUDED.variant,
          stratum = EXCLUDED.stratum, revision = EXCLUDED.revision,
          first_exposed_at = EXCLUDED.first_exposed_at, switched = EXCLUDED.switched,
          context = EXCLUDED.context,
          entered_at = CASE WHEN e.first_exposed_at = EXCLUDED.first_exposed_at THEN e.entered_at
            ELSE EXCLUDED.entered_at END
        """,
        Columns.of(exposures)
            .with(Integer.class, exposure -> exposure.key().experimentNumber())
            .with(Long.class, exposure -> exposure.key().userNumber())
            .with(String.class, Exposure::variant)
            .with(Integer.class, Exposure::stratum)
            .with(Integer.class, Exposure::revision)
            .withTime(Exposure::firstExposedAt)
            .with(Boolean.class, Exposure::switched)
            .with(
                JsonObject.class,
                exposure -> exposure.context() == null ? null : new JsonObject(exposure.context()))
            .tuple());
  }

  private Uni<Void> count(List<Change> changes) {
    record Delta(Exposure exposure, int sign) {}
    List<Delta> deltas = new ArrayList<>();
    for (Change change : changes) {
      if (change.before() != null) {
        deltas.add(new Delta(change.before(), -1));
      }
      deltas.add(new Delta(change.after(), 1));
    }
    return statements
        .run(
            """
            INSERT INTO exposure_rollup AS r
            SELECT experiment_number, stratum, variant, sum(sign), sum(switchers), 0
            FROM unnest($1::int[], $2::int[], $3::text[], $4::int[], $5::int[])
              AS g(experiment_number, stratum, variant, sign, switchers)
            GROUP BY 1, 2, 3
            ON CONFLICT (experiment_number, stratum, variant)
              DO UPDATE SET users = r.users + EXCLUDED.users,
                switchers = r.switchers + EXCLUDED.switchers
            """,
            Columns.of(deltas)
                .with(Integer.class, delta -> delta.exposure().key().experimentNumber())
                .with(Integer.class, delta -> delta.exposure().stratum())
                .with(String.class, delta -> delta.exposure().variant())
                .with(Integer.class, Delta::sign)
                .with(Integer.class, delta -> delta.exposure().switched() ? delta.sign() : 0)
                .tuple())
        .chain(() -> statements.run("DELETE FROM exposure_rollup WHERE users = 0", Tuple.tuple()))
        .chain(
            () ->
                statements.run(
                    """
                    INSERT INTO exposure_day_rollup AS r
                    SELECT experiment_number, stratum, variant, midnight_after(first_exposed_at),
                      sum(sign)
                    FROM unnest($1::int[], $2::int[], $3::text[], $4::int[], $5::timestamptz[])
                      AS g(experiment_number, stratum, variant, sign, first_exposed_at)
                    GROUP BY 1, 2, 3, 4
                    ON CONFLICT (experiment_number, stratum, variant, exposed_by)
                      DO UPDATE SET users = r.users + EXCLUDED.users
                    """,
                    Columns.of(deltas)
                        .with(Integer.class, delta -> delta.exposure().key().experimentNumber())
                        .with(Integer.class, delta -> delta.exposure().stratum())
                        .with(String.class, delta -> delta.exposure().variant())
                        .with(Integer.class, Delta::sign)
                        .withTime(delta -> delta.exposure().firstExposedAt())
                        .tuple()))
        .chain(
            () -> statements.run("DELETE FROM exposure_day_rollup WHERE users = 0", Tuple.tuple()));
  }

  @Override
  public Uni<Void> matureDays(Interval evaluation) {
    return new PgRetention(statements).matureDays(evaluation);
  }

  @Override
  public Uni<Void> correctDays(List<UserTime> late, Instant evaluatedThrough) {
    return new PgRetention(statements).correctDays(late, evaluatedThrough, Outcomes.CORRECTABLE);
  }

  @Override
  public Uni<List<VariantCount>> counts(int experimentNumber) {
    return statements.list(
        """
        SELECT stratum, variant, users, switchers, corrected FROM exposure_rollup
        WHERE experiment_number = $1 ORDER BY stratum, variant
        """,
        Tuple.of(experimentNumber),
        row ->
            new VariantCount(
                row.getInteger(0),
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4)));
  }
}
