package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.Outcomes.Interval;
import io.holdfast.metrics.domain.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** Profiles in {@code profile}, their users counted in {@code segment_exposure_rollup}. */
record PgProfiles(Statements statements) implements Profiles {

  /** What the API puts into an exposure's context that says nothing of the user. */
  private static final String SESSION_ID = "sessionId";

  /**
   * Day k back is {@code (exposure − (k + 1) · 24 h, exposure − k · 24 h]} without the exposure
   * itself; a session overlaps it exactly when it has an interaction in it (see {@link
   * PgRetention#matureDays}). It is shorter than a day, which bounds where it begins.
   *
   * <p>The attributes and values that were kept first stay, so that nobody moves to another
   * segment.
   */
  private static final String TAKE =
      """
      WITH due AS (
        SELECT e.experiment_number, e.user_number, e.stratum, e.variant, e.first_exposed_at,
          coalesce(p.first_active_on >= (e.first_exposed_at AT TIME ZONE 'UTC')::date, true) AS fresh,
          CASE WHEN p.attributes_changed_at <= e.first_exposed_at
            THEN coalesce(p.attributes, '{}') ELSE '{}' END || coalesce(e.context, '{}') AS declared
        FROM exposure e JOIN person p USING (user_number)
        WHERE e.first_exposed_at >= $12::timestamptz
          AND e.first_exposed_at <= $1::timestamptz - interval '24 hours'
          AND (e.entered_at IS NOT DISTINCT FROM $11::timestamptz
            OR e.first_exposed_at > $11::timestamptz - interval '24 hours')),
      described AS (
        SELECT d.*, s.days, s.seconds
        FROM due d
        LEFT JOIN LATERAL (
          SELECT bit_count(bit_or((1 << least($3::int,
                ceil(extract(epoch FROM d.first_exposed_at - s.first_at) / 86400)::int))
              - (1 << greatest(0,
                ceil(extract(epoch FROM d.first_exposed_at - s.last_at) / 86400)::int - 1)
              ))::bit(32)) AS days,
            sum(extract(epoch FROM s.last_at
                - greatest(s.first_at, d.first_exposed_at - $3::int * interval '24 hours')))
              FILTER (WHERE s.last_at <= d.first_exposed_at - $2::float8 * interval '1 second')
              AS seconds
          FROM session s
          WHERE s.user_number = d.user_number
            AND s.first_at > d.first_exposed_at - ($3::int + 1) * interval '24 hours'
            AND s.first_at < d.first_exposed_at
            AND s.last_at >= d.first_exposed_at - $3::int * interval '24 hours') AS s
          ON NOT d.fresh),
      stated AS (
        SELECT d.experiment_number, d.user_number, d.stratum, d.variant, d.fresh, d.days, d.seconds,
          a.attribute, a.value
        FROM described d
        CROSS JOIN LATERAL (
          SELECT g.key AS attribute, left(g.value #>> '{}', $6::int) AS value
          FROM jsonb_each(d.declared) AS g
          WHERE jsonb_typeof(g.value) IN ('string', 'number', 'boolean')
            AND g.key NOT IN ($7::text, $8::text) AND g.value #>> '{}' NOT IN ('', $10::text)
          UNION ALL
          SELECT $8::text, CASE WHEN d.fresh THEN 'new' ELSE 'returning' END) AS a),
      told AS (
        SELECT experiment_number, attribute, value, false AS kept FROM stated
        UNION ALL
        SELECT experiment_number, attribute, value, true FROM segment_exposure_rollup),
      attributes AS (
        SELECT experiment_number, attribute,
          row_number() OVER (PARTITION BY experiment_number
            ORDER BY attribute <> $8::text, bool_or(kept) DESC, attribute) AS place
        FROM told GROUP BY 1, 2),
      "values" AS (
        SELECT experiment_number, attribute, value,
          row_number() OVER (PARTITION BY experiment_number, attribute
            ORDER BY bool_or(kept) DESC, count(*) DESC, value) AS place
        FROM told WHERE value <> $9::text GROUP BY 1, 2, 3),
      known AS (
        SELECT experiment_number, jsonb_object_agg(attribute, known_values) AS known
        FROM (
          SELECT a.experiment_number, a.attribute,
            coalesce(jsonb_agg(v.value) FILTER (WHERE v.place <= $5::int), '[]') AS known_values
          FROM attributes a LEFT JOIN "values" v USING (experiment_number, attribute)
          WHERE a.place <= $4::int
          GROUP BY 1, 2) AS k
        GROUP BY 1),
      segment AS (
        SELECT s.experiment_number, s.user_number, s.stratum, s.variant, s.fresh, s.days, s.seconds,
          s.attribute,
          CASE WHEN k.known -> s.attribute ? s.value THEN s.value ELSE $9::text END AS value
        FROM stated s JOIN known k USING (experiment_number)
        WHERE k.known ? s.attribute),
      counted AS (
        INSERT INTO segment_exposure_rollup AS r
        SELECT experiment_number, attribute, value, stratum, variant, count(*)
        FROM segment GROUP BY 1, 2, 3, 4, 5
        ON CONFLICT (experiment_number, attribute, value, stratum, variant)
          DO UPDATE SET users = r.users + EXCLUDED.users)
      INSERT INTO profile (experiment_number, user_number, segments, active_days, session_seconds)
      SELECT experiment_number, user_number, jsonb_object_agg(attribute, value),
        CASE WHEN NOT fresh THEN coalesce(days, 0) END,
        CASE WHEN NOT fresh THEN coalesce(seconds, 0) END
      FROM segment GROUP BY experiment_number, user_number, fresh, days, seconds
      """;

  @Override
  public Uni<Void> take(Interval evaluation, Duration sessionGap) {
    return statements.run(
        TAKE,
        Tuple.tuple()
            .addValue(Columns.time(evaluation.watermarkDay()))
            .addValue((double) sessionGap.toSeconds())
            .addValue(COVARIATE_DAYS)
            .addValue(MOST_ATTRIBUTES)
            .addValue(MOST_VALUES)
            .addValue(VALUE_LENGTH)
            .addValue(SESSION_ID)
            .addValue(VISITOR)
            .addValue(OTHER)
            .addValue(UNKNOWN)
            .addValue(Columns.time(evaluation.evaluatedThrough()))
            .addValue(Columns.time(evaluation.earliest())));
  }
}
