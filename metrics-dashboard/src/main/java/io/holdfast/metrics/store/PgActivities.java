package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.Activities;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;

/** Who was active when, in tables {@code activity} and {@code daily}. */
record PgActivities(Statements statements) implements Activities {

  /**
   * A row of {@code activity} is new exactly when it holds no more than was given. A user whose
   * first day moves back moves to another cohort, so that all the user's days turn stale.
   */
  @Override
  public Uni<Void> add(List<ActiveDay> days, LocalDate rolledUpTo) {
    return statements.run(
        """
        WITH given AS (
          SELECT * FROM unnest($1::bigint[], $2::date[], $3::int[])
            AS g(user_number, day, interactions)),
        stored AS (
          INSERT INTO activity AS a (day, user_number, interactions)
          SELECT day, user_number, interactions FROM given ORDER BY day, user_number
          ON CONFLICT (day, user_number)
            DO UPDATE SET interactions = a.interactions + EXCLUDED.interactions
          RETURNING day, user_number, interactions),
        change AS (
          SELECT g.day, g.interactions, s.interactions = g.interactions AS fresh
          FROM given g JOIN stored s USING (day, user_number)),
        counted AS (
          INSERT INTO daily AS d
          SELECT day, count(*) FILTER (WHERE fresh), sum(interactions), 0, 0
          FROM change GROUP BY day
          ON CONFLICT (day) DO UPDATE SET active_users = d.active_users + EXCLUDED.active_users,
            interactions = d.interactions + EXCLUDED.interactions),
        first AS (
          SELECT p.user_number, p.first_active_on AS before, min(g.day) AS day
          FROM given g JOIN person p USING (user_number)
          GROUP BY p.user_number
          HAVING p.first_active_on IS NULL OR p.first_active_on > min(g.day)),
        moved AS (
          UPDATE person p SET first_active_on = f.day
          FROM first f WHERE p.user_number = f.user_number)
        INSERT INTO stale_day
        SELECT day FROM (
          SELECT day FROM change WHERE fresh
          UNION
          SELECT a.day FROM first f JOIN activity a USING (user_number)
          WHERE f.before IS NOT NULL) AS s
        WHERE day < $4::date
        ON CONFLICT DO NOTHING
        """,
        Columns.of(days)
            .with(Long.class, ActiveDay::userNumber)
            .with(LocalDate.class, ActiveDay::day)
            .with(Integer.class, ActiveDay::interactions)
            .and(rolledUpTo)
            .tuple());
  }
}
