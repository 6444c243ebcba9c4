package io.holdfast.contracts.log;

import io.holdfast.contracts.bucketing.StickyVariants;
import io.holdfast.contracts.event.EventKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which variant users were exposed to first: a table that a service keeps in its own schema as the
 * log tells it, and reads per request where an experiment's split has changed. The service's
 * migrations make it:
 *
 * <pre>{@code
 * CREATE TABLE sticky_variant (
 *   user_id text NOT NULL,
 *   experiment_key text NOT NULL,
 *   variant text NOT NULL,
 *   exposed_at timestamptz NOT NULL,
 *   PRIMARY KEY (user_id, experiment_key)
 * );
 * CREATE INDEX sticky_variant_experiment ON sticky_variant (experiment_key);
 * }</pre>
 *
 * <p>The earliest exposure wins, as in the results; forced variants, those of users who are held
 * out, sides of holdouts, and lists that nobody saw are none. A row a user and experiment is all
 * that is kept: it goes when the user is erased, which is confirmed, or the experiment is archived.
 * All experiments are followed from their start, so that a split may change at any time. Thread
 * safe.
 */
public final class FirstExposures {
  private static final int BATCH = 500;

  private final Pool pool;
  private final PgEventLog log;
  private final String schema;
  private final String service;

  /**
   * The table of a service.
   *
   * @param pool the database of the log and the table
   * @param log where erasures are confirmed
   * @param schema the schema that the table is in
   * @param service the service's name: under which it confirms erasures, and which the consumer's
   *     name begins with
   */
  public FirstExposures(Pool pool, PgEventLog log, String schema, String service) {
    this.pool = pool;
    this.log = log;
    this.schema = schema;
    this.service = service;
  }

  /** The consumer's name in the log. */
  public String consumerName() {
    return service + "-first-exposures";
  }

  /** What keeps the table. */
  public LogConsumer consumer() {
    return new LogConsumer(
        pool,
        consumerName(),
        LogSelection.withoutItems(
            EnumSet.of(
                EventKind.RECOMMENDATION_SERVED,
                EventKind.EXPOSURE_RECORDED,
                EventKind.EXPERIMENT_CHANGED,
                EventKind.USER_ERASED)),
        BATCH,
        new ProjectFirstExposures(log, schema, service));
  }

  /** What the user was exposed to first, as far as the consumer has read: one look-up by key. */
  public Uni<StickyVariants> of(String userId) {
    return pool.preparedQuery(
            "SELECT experiment_key, variant FROM %s.sticky_variant WHERE user_id = $1"
                .formatted(schema))
        .execute(Tuple.of(userId))
        .map(
            rows -> {
              Map<String, String> variants = new HashMap<>();
              for (Row row : rows) {
                variants.put(row.getString(0), row.getString(1));
              }
              return StickyVariants.of(variants);
            });
  }

  /**
   * A first exposure.
   *
   * @param experimentKey to which experiment
   * @param variant which variant
   * @param exposedAt when
   */
  public record FirstExposure(String experimentKey, String variant, Instant exposedAt) {}

  /** All that is kept of the user, in the order of the experiments' keys. */
  public Uni<List<FirstExposure>> list(String userId) {
    return pool.preparedQuery(
            """
            SELECT experiment_key, variant, exposed_at FROM %s.sticky_variant
            WHERE user_id = $1 ORDER BY experiment_key
            """
                .formatted(schema))
        .execute(Tuple.of(userId))
        .map(
            rows -> {
              List<FirstExposure> exposures = new ArrayList<>(rows.size());
              for (Row row : rows) {
                exposures.add(
                    new FirstExposure(
                        row.getString(0), row.getString(1), row.getOffsetDateTime(2).toInstant()));
              }
              return exposures;
            });
  }
}
