package io.holdfast.contracts.log;

import static io.holdfast.contracts.log.LogDatabase.await;
import static io.holdfast.contracts.log.LogDatabase.click;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.Interaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A log that was dumped and restored goes on where it was. The binaries in the tests have no {@code
 * pg_dump}, so this does what {@code pg_dump} does: the tables' rows by {@code COPY}, the sequence
 * by {@code setval}. Transaction ids are not part of a dump, which is why a cursor is a position.
 */
class DumpAndRestoreIT {
  private static final Set<EventKind> ALL = EnumSet.allOf(EventKind.class);
  private static final List<String> TABLES =
      List.of("interaction", "recommendation_served", "event", "consumer", "erasure");

  @Test
  void readersGoOnWhereTheyWere() throws Exception {
    try (LogDatabase before = new LogDatabase();
        LogDatabase after = new LogDatabase()) {
      Interaction first = click("u", "first");
      Interaction second = click("u", "second");
      await(before.log.append(List.of(first)));
      LogConsumer consumer = consumer(before, new ArrayList<>());
      await(consumer.register());
      await(consumer.step());
      await(before.log.append(List.of(second)));

      copy(before, after);

      List<LoggedEvent> seen = new ArrayList<>();
      LogConsumer restored = consumer(after, seen);
      await(restored.register());
      await(restored.step());
      assertThat(seen).extracting(LoggedEvent::event).containsExactly(second);

      Interaction third = click("u", "third");
      await(after.log.append(List.of(first, third)));
      await(restored.step());
      assertThat(seen).extracting(LoggedEvent::event).containsExactly(second, third);
      assertThat(await(after.log.read(0, 10, ALL)))
          .extracting(LoggedEvent::event)
          .containsExactly(first, second, third);
    }
  }

  private static LogConsumer consumer(LogDatabase database, List<LoggedEvent> seen) {
    return new LogConsumer(
        database.pool,
        "reader",
        ALL,
        100,
        (connection, events) -> {
          seen.addAll(events);
          return io.smallrye.mutiny.Uni.createFrom().voidItem();
        });
  }

  private static void copy(LogDatabase from, LogDatabase to) throws Exception {
    try (Connection source = from.database.connect();
        Connection target = to.database.connect()) {
      CopyManager out = source.unwrap(PGConnection.class).getCopyAPI();
      CopyManager in = target.unwrap(PGConnection.class).getCopyAPI();
      for (String table : TABLES) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        out.copyOut("COPY (SELECT * FROM event_log." + table + ") TO STDOUT", rows);
        in.copyIn(
            "COPY event_log." + table + " FROM STDIN",
            new ByteArrayInputStream(rows.toByteArray()));
      }
      try (Statement read = source.createStatement();
          ResultSet sequence =
              read.executeQuery("SELECT last_value, is_called FROM event_log.log_position");
          Statement write = target.createStatement()) {
        sequence.next();
        write.execute(
            "SELECT setval('event_log.log_position', "
                + sequence.getLong(1)
                + ", "
                + sequence.getBoolean(2)
                + ")");
      }
    }
  }
}
