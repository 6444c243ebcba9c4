package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.ProductRollups;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Product-wide figures in {@code stickiness} and {@code cohort_retention}. */
record PgProductRollups(Statements statements) implements ProductRollups {

  @Override
  public Uni<Void> rollUp(LocalDate rolledUpTo, LocalDate before) {
    LocalDate from = rolledUpTo == null ? before.minusDays(FIRST_DAYS) : rolledUpTo;
    return statements
        .list(
            """
            WITH stale AS (DELETE FROM stale_day RETURNING day)
            SELECT day FROM stale
            UNION
            SELECT day FROM daily WHERE day >= $1::date AND day < $2::date
            UNION
            SELECT $1::date + n FROM generate_series(0, $2::date - $1::date - 1) AS n
            WHERE $3
            """,
            Tuple.of(from, before, rolledUpTo != null),
            row -> row.getLocalDate(0))
        .chain(days -> refresh(days, before));
  }

  @Override
  public Uni<Void> refresh(Collection<LocalDate> days, LocalDate before) {
    List<LocalDate> complete = days.stream().filter(day -> day.isBefore(before)).toList();
    if (complete.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple dates = Tuple.of(complete.toArray(LocalDate[]::new), before);
    return statements
        .run("DELETE FROM cohort_retention WHERE day = ANY ($1)", Tuple.of(dates.getValue(0)))
        .chain(() -> statements.run(COHORTS, Tuple.of(dates.getValue(0), COHORT_DAYS)))
        .chain(() -> statements.run(STICKINESS, dates));
  }

  private static final String COHORTS =
      """
      INSERT INTO cohort_retention
      SELECT p.first_active_on, a.day, count(*)
      FROM activity a JOIN person p USING (user_number)
      WHERE a.day = ANY ($1) AND a.day - p.first_active_on <= $2
      GROUP BY 1, 2
      """;

  /** A day's figures look back 27 days, so a changed day changes those of the 27 after it. */
  private static final String STICKINESS =
      """
      WITH wanted AS (
        SELECT DISTINCT g.day + n AS day
        FROM unnest($1::date[]) AS g(day), generate_series(0, 27) AS n
        WHERE g.day + n < $2::date),
      active AS (
        SELECT w.day, a.user_number, count(*) AS month,
          count(*) FILTER (WHERE a.day > w.day - 7) AS week,
          count(*) FILTER (WHERE a.day = w.day) AS today
        FROM wanted w JOIN activity a ON a.day BETWEEN w.day - 27 AND w.day
        GROUP BY w.day, a.user_number),
      totals AS (
        SELECT day, sum(today) AS today, count(*) FILTER (WHERE week > 0) AS week,
          count(*) AS month
        FROM active GROUP BY day),
      weeks AS (SELECT day, week AS days, count(*) AS users FROM active GROUP BY day, week),
      months AS (SELECT day, month AS days, count(*) AS users FROM active GROUP BY day, month)
      INSERT INTO stickiness
      SELECT w.day, coalesce(t.today, 0), coalesce(t.week, 0), coalesce(t.month, 0),
        ARRAY(SELECT coalesce(h.users, 0) FROM generate_series(1, 7) AS k
          LEFT JOIN weeks h ON h.day = w.day AND h.days = k ORDER BY k),
        ARRAY(SELECT coalesce(h.users, 0) FROM generate_series(1, 28) AS k
          LEFT JOIN months h ON h.day = w.day AND h.days = k ORDER BY k)
      FROM wanted w LEFT JOIN totals t USING (day)
      ON CONFLICT (day) DO UPDATE SET daily_active = EXCLUDED.daily_active,
        weekly_active = EXCLUDED.weekly_active, monthly_active = EXCLUDED.monthly_active,
        active_days_7 = EXCLUDED.active_days_7, active_days_28 = EXCLUDED.active_days_28
      """;
}
