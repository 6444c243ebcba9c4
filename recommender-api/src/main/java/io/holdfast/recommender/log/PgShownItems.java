package io.holdfast.recommender.log;

import io.holdfast.recommender.domain.ShownItems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * What was shown to a user, from the log's index on users and times of served lists: a read of a
 * bounded number of rows. While the database does not answer, the breaker opens and the use case
 * goes on without.
 */
@ApplicationScoped
class PgShownItems implements ShownItems {
  private final Pool pool;

  PgShownItems(Pool pool) {
    this.pool = pool;
  }

  @Override
  @Timeout(2000)
  @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1000)
  public Uni<Map<String, Integer>> times(String userId, Instant since, int lists) {
    return pool.preparedQuery(
            """
            SELECT item->>'itemId', count(*)::integer
            FROM (SELECT items FROM event_log.recommendation_served
                WHERE user_id = $1 AND occurred_at >= $2 AND trigger = 'user'
                ORDER BY occurred_at DESC LIMIT $3) AS served,
              jsonb_array_elements(served.items) AS item
            GROUP BY 1
            """)
        .execute(Tuple.of(userId, since.atOffset(ZoneOffset.UTC), lists))
        .map(
            rows -> {
              Map<String, Integer> times = new HashMap<>();
              rows.forEach(row -> times.put(row.getString(0), row.getInteger(1)));
              return times;
            });
  }
}
