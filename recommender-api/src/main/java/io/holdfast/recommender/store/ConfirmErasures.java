package io.holdfast.recommender.store;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.ErasureConfirmed;
import io.holdfast.contracts.log.LogConsumer;
import io.holdfast.contracts.log.LoggedEvent;
import io.holdfast.contracts.log.PgEventLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Takes the user's id out of {@code UserErased} once every consumer that holds data of users has
 * confirmed, in the transaction that moves the consumer's cursor.
 */
final class ConfirmErasures implements LogConsumer.Effect {
  private final Set<String> awaited;
  private final Clock clock;

  /**
   * The effect.
   *
   * @param awaited the consumers that must confirm
   */
  ConfirmErasures(Set<String> awaited, Clock clock) {
    this.awaited = Set.copyOf(awaited);
    this.clock = clock;
  }

  @Override
  public Uni<Void> apply(SqlConnection connection, List<LoggedEvent> events) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (LoggedEvent logged : events) {
      if (logged.event() instanceof ErasureConfirmed confirmation) {
        done = done.chain(() -> confirm(connection, confirmation));
      }
    }
    return done;
  }

  private Uni<Void> confirm(SqlConnection connection, ErasureConfirmed confirmation) {
    return connection
        .preparedQuery(
            """
            UPDATE erasure
            SET confirmed_by = array(SELECT DISTINCT unnest(confirmed_by || $2::text) ORDER BY 1)
            WHERE erasure_id = $1 AND blanked_at IS NULL RETURNING confirmed_by
            """)
        .execute(Tuple.of(confirmation.erasureId(), confirmation.consumer()))
        .chain(
            rows -> {
              for (Row row : rows) {
                if (Arrays.asList(row.getArrayOfStrings(0)).containsAll(awaited)) {
                  return blank(connection, confirmation);
                }
              }
              return Uni.createFrom().voidItem();
            });
  }

  private Uni<Void> blank(SqlConnection connection, ErasureConfirmed confirmation) {
    return PgEventLog.blankErasedUser(connection, confirmation.erasureId())
        .chain(
            () ->
                connection
                    .preparedQuery("UPDATE erasure SET blanked_at = $2 WHERE erasure_id = $1")
                    .execute(
                        Tuple.of(confirmation.erasureId(), clock.now().atOffset(ZoneOffset.UTC))))
        .replaceWithVoid();
  }
}
