package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.Figures.CohortDay;
import io.holdfast.metrics.domain.Figures.StickinessDay;
import io.holdfast.metrics.domain.ProductRollups;
import io.holdfast.stickiness.activity.GrowthAccounting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Product-wide figures in {@code daily}, {@code stickiness}, {@code growth} and {@code
 * cohort_retention}.
 */
record PgProductRollups(Statements statements) implements ProductRollups {

  @Override
  public Uni<Void> addActive(Map<LocalDate, Integer> users) {
    return statements
        .run(
            """
            INSERT INTO daily AS d
            SELECT day, users, 0, 0, 0 FROM unnest($1::date[], $2::int[]) AS g(day, users)
            ON CONFLICT (day) DO UPDATE SET active_users = d.active_users + EXCLUDED.active_users
            """,
            Columns.of(users.entrySet())
                .with(LocalDate.class, Map.Entry::getKey)
                .with(Integer.class, Map.Entry::getValue)
                .tuple())
        .chain(
            () ->
                statements.run(
                    "DELETE FROM daily WHERE active_users = 0 AND sessions = 0", Tuple.tuple()));
  }

  @Override
  public Uni<Void> stale(Collection<LocalDate> days) {
    return days.isEmpty()
        ? Uni.createFrom().voidItem()
        : statements.run(
            "INSERT INTO stale_day SELECT * FROM unnest($1::date[]) ON CONFLICT DO NOTHING",
            Tuple.of(days.toArray(LocalDate[]::new)));
  }

  @Override
  public Uni<List<LocalDate>> due(LocalDate rolledUpTo, LocalDate before) {
    LocalDate from = rolledUpTo == null ? before.minusDays(FIRST_DAYS) : rolledUpTo;
    return statements.list(
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
        row -> row.getLocalDate(0));
  }

  @Override
  public Uni<Void> save(
      List<StickinessDay> stickiness,
      List<GrowthAccounting> growth,
      List<CohortDay> cohorts,
      Collection<LocalDate> cohortDays) {
    return statements
        .run(
            "DELETE FROM cohort_retention WHERE day = ANY ($1)",
            Tuple.of(cohortDays.toArray(LocalDate[]::new)))
        .chain(
            () ->
                statements.run(
                    """
                    INSERT INTO cohort_retention
                    SELECT * FROM unnest($1::date[], $2::date[], $3::bigint[])
                    """,
                    Columns.of(cohorts)
                        .with(LocalDate.class, CohortDay::cohortDay)
                        .with(LocalDate.class, CohortDay::day)
                        .with(Long.class, CohortDay::returned)
                        .tuple()))
        .chain(() -> save(stickiness))
        .chain(() -> saveGrowth(growth));
  }

  private Uni<Void> saveGrowth(List<GrowthAccounting> growth) {
    return statements.run(
        """
        INSERT INTO growth
        SELECT * FROM unnest($1::date[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[],
          $6::bigint[])
        ON CONFLICT (day, window_days) DO UPDATE SET new_users = EXCLUDED.new_users,
          retained = EXCLUDED.retained, resurrected = EXCLUDED.resurrected,
          dormant = EXCLUDED.dormant
        """,
        Columns.of(growth)
            .with(LocalDate.class, GrowthAccounting::lastDay)
            .with(Integer.class, GrowthAccounting::window)
            .with(Long.class, GrowthAccounting::newUsers)
            .with(Long.class, GrowthAccounting::retained)
            .with(Long.class, GrowthAccounting::resurrected)
            .with(Long.class, GrowthAccounting::dormant)
            .tuple());
  }

  private Uni<Void> save(List<StickinessDay> stickiness) {
    return statements.batch(
        """
        INSERT INTO stickiness VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (day) DO UPDATE SET daily_active = EXCLUDED.daily_active,
          weekly_active = EXCLUDED.weekly_active, monthly_active = EXCLUDED.monthly_active,
          active_days_7 = EXCLUDED.active_days_7, active_days_28 = EXCLUDED.active_days_28
        """,
        stickiness.stream()
            .map(
                day ->
                    Tuple.of(
                        day.figures().day(),
                        day.figures().dailyActive(),
                        day.figures().weeklyActive(),
                        day.figures().monthlyActive(),
                        day.activeDays7().users().toArray(Long[]::new),
                        day.activeDays28().users().toArray(Long[]::new)))
            .toList());
  }
}
