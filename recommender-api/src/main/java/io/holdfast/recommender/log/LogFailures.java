package io.holdfast.recommender.log;

import io.holdfast.recommender.domain.LogRefusalException;
import io.holdfast.recommender.domain.LogUnavailableException;
import io.vertx.pgclient.PgException;

/** What a failure of the log means to whoever appends. */
final class LogFailures {
  private static final String DATA_EXCEPTION = "22";
  private static final String INTEGRITY_VIOLATION = "23";

  private LogFailures() {}

  static RuntimeException translate(Throwable failure) {
    if (failure instanceof PgException pg && pg.getSqlState() != null) {
      String state = pg.getSqlState();
      if (state.startsWith(DATA_EXCEPTION) || state.startsWith(INTEGRITY_VIOLATION)) {
        return new LogRefusalException(failure);
      }
    }
    return new LogUnavailableException(failure);
  }
}
