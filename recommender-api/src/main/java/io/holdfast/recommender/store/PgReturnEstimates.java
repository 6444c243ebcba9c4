package io.holdfast.recommender.store;

import io.holdfast.recommender.domain.ItemReturns;
import io.holdfast.recommender.domain.ReturnEstimates;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Estimates in tables of our own, counted from the log in one transaction that holds a named lock.
 * A return is any interaction of the user in [24 h, 168 h] after the consumption, found by the
 * log's index on users and times.
 */
@ApplicationScoped
class PgReturnEstimates implements ReturnEstimates {
  private static final String LOCK = "recommender.returns";

  private static final String COUNT =
      """
      WITH consumption AS (
        SELECT user_id, item_id, min(occurred_at) AS at FROM event_log.interaction
        WHERE occurred_at >= $2 AND occurred_at < $3 AND type = ANY ($1) AND item_id IS NOT NULL
        GROUP BY user_id, item_id)
      SELECT c.item_id, count(*), count(*) FILTER (WHERE EXISTS (
          SELECT FROM event_log.interaction AS r
          WHERE r.user_id = c.user_id AND r.occurred_at >= c.at + interval '24 hours'
            AND r.occurred_at <= c.at + interval '168 hours'))
      FROM consumption AS c GROUP BY c.item_id ORDER BY c.item_id
      """;

  private final Pool pool;

  PgReturnEstimates(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Boolean> refresh(
      Consumption consumption,
      Duration interval,
      Function<List<ItemReturns>, List<Estimate>> estimate) {
    return pool.withTransaction(
        connection ->
            isDue(connection, interval)
                .chain(
                    due ->
                        due
                            ? counts(connection, consumption)
                                .map(estimate)
                                .chain(found -> replace(connection, consumption, found))
                                .replaceWith(true)
                            : Uni.createFrom().item(false)));
  }

  /** Whether the lock was free and the estimates are old enough. */
  private static Uni<Boolean> isDue(SqlConnection connection, Duration interval) {
    return connection
        .preparedQuery("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))")
        .execute(Tuple.of(LOCK))
        .chain(
            locked ->
                locked.iterator().next().getBoolean(0)
                    ? connection
                        .preparedQuery(
                            """
                            SELECT NOT EXISTS (SELECT FROM return_estimate
                              WHERE computed_at > now() - make_interval(secs => $1))
                            """)
                        .execute(Tuple.of(interval.toMillis() / 1000.0))
                        .map(rows -> rows.iterator().next().getBoolean(0))
                    : Uni.createFrom().item(false));
  }

  private static Uni<List<ItemReturns>> counts(SqlConnection connection, Consumption consumption) {
    return connection
        .preparedQuery(COUNT)
        .execute(
            Tuple.of(
                consumption.types().toArray(String[]::new),
                consumption.from().atOffset(ZoneOffset.UTC),
                consumption.until().atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              List<ItemReturns> counts = new ArrayList<>(rows.size());
              rows.forEach(
                  row ->
                      counts.add(
                          new ItemReturns(row.getString(0), row.getLong(1), row.getLong(2))));
              return counts;
            });
  }

  private static Uni<Void> replace(
      SqlConnection connection, Consumption consumption, List<Estimate> found) {
    return connection
        .query("DELETE FROM item_return")
        .execute()
        .chain(() -> insert(connection, found))
        .chain(
            () ->
                connection
                    .preparedQuery(
                        """
                        INSERT INTO return_estimate
                          (revision, consumed_from, consumed_until, computed_at)
                        VALUES (1, $1, $2, now())
                        ON CONFLICT (only_one) DO UPDATE SET
                          revision = return_estimate.revision + 1, consumed_from = $1,
                          consumed_until = $2, computed_at = now()
                        """)
                    .execute(
                        Tuple.of(
                            consumption.from().atOffset(ZoneOffset.UTC),
                            consumption.until().atOffset(ZoneOffset.UTC))))
        .replaceWithVoid();
  }

  private static Uni<Void> insert(SqlConnection connection, List<Estimate> found) {
    return connection
        .preparedQuery(
            """
            INSERT INTO item_return (item_id, consumptions, returns, probability, lift)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::float8[],
              $5::float8[])
            """)
        .execute(
            Tuple.of(
                found.stream().map(each -> each.counts().itemId()).toArray(String[]::new),
                found.stream().map(each -> each.counts().consumptions()).toArray(Long[]::new),
                found.stream().map(each -> each.counts().returns()).toArray(Long[]::new),
                found.stream().map(Estimate::probability).toArray(Double[]::new),
                found.stream().map(Estimate::lift).toArray(Double[]::new)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Long> revision() {
    return pool.query("SELECT coalesce(max(revision), 0) FROM return_estimate")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0));
  }

  @Override
  public Uni<Map<String, Double>> lifts() {
    return pool.query("SELECT item_id, lift FROM item_return")
        .execute()
        .map(
            rows -> {
              Map<String, Double> lifts = new HashMap<>();
              rows.forEach(row -> lifts.put(row.getString(0), row.getDouble(1)));
              return lifts;
            });
  }
}
