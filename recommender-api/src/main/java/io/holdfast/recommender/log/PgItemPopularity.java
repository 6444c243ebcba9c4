package io.holdfast.recommender.log;

import io.holdfast.recommender.domain.ItemPopularity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Counts the log's last days. */
@ApplicationScoped
class PgItemPopularity implements ItemPopularity {
  private final Pool pool;

  PgItemPopularity(Pool pool) {
    this.pool = pool;
  }

  @Override
  @Timeout(value = 30, unit = ChronoUnit.SECONDS)
  public Uni<Map<String, Integer>> users(Set<String> types, Instant since, int limit) {
    return pool.preparedQuery(
            """
            SELECT item_id, count(DISTINCT user_id)::integer FROM event_log.interaction
            WHERE occurred_at >= $2 AND type = ANY ($1) AND item_id IS NOT NULL
            GROUP BY item_id ORDER BY 2 DESC, 1 LIMIT $3
            """)
        .execute(Tuple.of(types.toArray(String[]::new), since.atOffset(ZoneOffset.UTC), limit))
        .map(
            rows -> {
              Map<String, Integer> users = new LinkedHashMap<>();
              rows.forEach(row -> users.put(row.getString(0), row.getInteger(1)));
              return users;
            });
  }
}
