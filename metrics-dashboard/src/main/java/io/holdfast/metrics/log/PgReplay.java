package io.holdfast.metrics.log;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.metrics.domain.Ledgers;
import io.holdfast.metrics.domain.Replay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/** Starts over by emptying the rollups and putting the cursor back, in one transaction. */
@Singleton
public class PgReplay implements Replay {
  /** Below PostgreSQL's deadlock_timeout of a second. */
  private static final int LOCK_MILLIS = 500;

  /** A lock that was not available in time, and a deadlock. */
  private static final Set<String> LOCKED = Set.of("55P03", "40P01");

  private static final int ATTEMPTS = 20;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Pool pool;
  private final Ledgers<SqlConnection> ledgers;

  PgReplay(Pool pool, Ledgers<SqlConnection> ledgers) {
    this.pool = pool;
    this.ledgers = ledgers;
  }

  /**
   * Emptying every table needs all of them, while requests read several each, in any order. So it
   * waits for none longer than PostgreSQL waits before it breaks a deadlock, lets go of what it
   * has, and tries again.
   */
  @Override
  public Uni<Boolean> fromBeginning(boolean partial) {
    return pool.withTransaction(connection -> fromBeginning(connection, partial))
        .onFailure(PgReplay::isLocked)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(ATTEMPTS)
        .onFailure(failure -> isLocked(failure) || isLocked(failure.getCause()))
        .transform(
            failure -> ProblemException.conflict("The rollups are in use; try again in a moment."));
  }

  private Uni<Boolean> fromBeginning(SqlConnection connection, boolean partial) {
    return connection
        .query("SET LOCAL lock_timeout = '" + LOCK_MILLIS + "ms'")
        .execute()
        .chain(() -> Cursor.rewind(connection, partial))
        .call(
            rewound ->
                rewound ? ledgers.in(connection).progress().clear() : Uni.createFrom().voidItem());
  }

  private static boolean isLocked(Throwable failure) {
    return failure instanceof PgException pg && LOCKED.contains(pg.getSqlState());
  }
}
