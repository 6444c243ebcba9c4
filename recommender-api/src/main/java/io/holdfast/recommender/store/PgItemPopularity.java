package io.holdfast.recommender.store;

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
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The last days out of what is counted of the log, which is not read for it. */
@ApplicationScoped
class PgItemPopularity implements ItemPopularity {
  private final Pool pool;

  PgItemPopularity(Pool pool) {
    this.pool = pool;
  }

  @Override
  @Timeout(value = 30, unit = ChronoUnit.SECONDS)
  public Uni<Map<String, Integer>> users(Instant since, int limit) {
    return pool.preparedQuery(
            """
            SELECT item_id, least(sum(users), 2147483647)::integer FROM item_popularity
            WHERE bucket + hours * interval '1 hour' > $1
            GROUP BY item_id ORDER BY 2 DESC, 1 LIMIT $2
            """)
        .execute(Tuple.of(since.atOffset(ZoneOffset.UTC), limit))
        .map(
            rows -> {
              Map<String, Integer> users = new LinkedHashMap<>();
              rows.forEach(row -> users.put(row.getString(0), row.getInteger(1)));
              return users;
            });
  }
}
