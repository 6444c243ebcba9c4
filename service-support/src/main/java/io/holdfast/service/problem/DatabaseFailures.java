package io.holdfast.service.problem;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells failures that pass when the database is back from those that are ours. */
final class DatabaseFailures {
  /** Connection exceptions, insufficient resources, and shutting down or starting up. */
  private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57");

  private static final int MOST_CAUSES = 20;

  private DatabaseFailures() {}

  /** Whether the database could not be asked, or could not answer. */
  static boolean isUnavailable(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof SocketException
          || cause instanceof ClosedConnectionException
          || cause instanceof TimeoutException
          || (cause instanceof PgException refused
              && refused.getSqlState() != null
              && UNAVAILABLE.contains(refused.getSqlState().substring(0, 2)))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
