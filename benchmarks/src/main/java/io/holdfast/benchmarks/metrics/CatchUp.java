package io.holdfast.benchmarks.metrics;

import io.holdfast.benchmarks.program.Arguments;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.log.LogSelection;
import io.holdfast.contracts.log.LoggedEvent;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.contracts.log.Roles;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How fast metrics-dashboard catches up with a log that it has never read, evaluating each of its
 * days: the service's jar, cold, and PostgreSQL, on this machine. Counted from the first committed
 * batch to the last event. Beside it a plain scan of the same log by the same reader, which is what
 * no consumer can beat.
 *
 * <pre>benchmarks/run metrics-catch-up --users 120k --days 40 --experiments 1</pre>
 */
public final class CatchUp {

  private static final Set<EventKind> KINDS =
      EnumSet.of(
          EventKind.INTERACTION,
          EventKind.RECOMMENDATION_SERVED,
          EventKind.EXPOSURE_RECORDED,
          EventKind.EXPERIMENT_CHANGED,
          EventKind.USER_CHANGED,
          EventKind.MODEL_ACTIVATED,
          EventKind.DECISION_MADE,
          EventKind.USER_ERASED,
          EventKind.CLOCK_ADVANCED);
  private static final int SCAN_BATCH = 20_000;
  private static final double GOES_ON = 0.8;

  private CatchUp() {}

  /** Runs it. */
  public static void run(List<String> arguments, PrintStream out)
      throws IOException, InterruptedException {
    Arguments given = Arguments.parse(arguments, "users", "days", "experiments", "seed");
    SeededLog.Settings settings =
        new SeededLog.Settings(
            given.integer("users", "120k"),
            given.integer("days", "40"),
            given.integer("experiments", "1"),
            GOES_ON,
            given.integer("seed", "1"));
    try (MetricsService service = MetricsService.prepare()) {
      long events = new SeededLog(settings).write(service.database());
      out.printf(
          Locale.ROOT,
          "%,d events of %,d users in %d days, %d experiments%n",
          events,
          settings.users(),
          settings.days(),
          settings.experiments());
      double scan = scan(service, events);
      out.printf(Locale.ROOT, "plain scan: %,.0f events/s%n", scan);
      double rate = catchUp(service, events, out);
      out.printf(
          Locale.ROOT, "catch-up: %,.0f events/s, %.2f of the plain scan%n", rate, rate / scan);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static double catchUp(MetricsService service, long events, PrintStream out)
      throws IOException, InterruptedException, SQLException {
    service.start();
    long from = service.awaitPosition(1);
    long begin = System.nanoTime();
    double serviceBefore = service.serviceSeconds();
    double databaseBefore = service.databaseSeconds();
    service.awaitPosition(events);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double serviceSeconds = service.serviceSeconds() - serviceBefore;
    double databaseSeconds = service.databaseSeconds() - databaseBefore;
    out.printf(
        Locale.ROOT,
        "%,d events in %.1f s; CPU seconds: service %.1f, PostgreSQL %.1f, %.1f µs an event%n",
        events - from,
        seconds,
        serviceSeconds,
        databaseSeconds,
        1e6 * (serviceSeconds + databaseSeconds) / (events - from));
    return (events - from) / seconds;
  }

  private static double scan(MetricsService service, long events) {
    Vertx vertx = Vertx.vertx();
    Pool pool =
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(service.database().uri())
                    .setUser(Roles.METRICS)
                    .setPassword("")
                    .setCachePreparedStatements(true))
            .with(new PoolOptions().setMaxSize(1))
            .using(vertx)
            .build();
    try {
      long begin = System.nanoTime();
      long position = 0;
      while (position < events) {
        List<LoggedEvent> read =
            PgEventLog.read(pool, position, SCAN_BATCH, LogSelection.withoutItems(KINDS))
                .await()
                .atMost(Duration.ofMinutes(1));
        position = read.getLast().position();
      }
      return events / ((System.nanoTime() - begin) / 1e9);
    } finally {
      pool.closeAndAwait();
      vertx.closeAndAwait();
    }
  }
}
