package io.holdfast.recommender.store;

import io.vertx.pgclient.PgException;
import java.util.Set;
import org.hibernate.exception.ConstraintViolationException;

/** What a failure of the database means. */
final class PgFailures {
  private static final Set<String> CONFLICTS = Set.of("23505", "40001", "40P01");

  private PgFailures() {}

  /** Whether another transaction was in the way, so that the same again may succeed. */
  static boolean isConflict(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException pg && CONFLICTS.contains(pg.getSqlState())) {
        return true;
      }
      if (cause instanceof ConstraintViolationException) {
        return true;
      }
    }
    return false;
  }
}
