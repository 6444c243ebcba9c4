package io.holdfast.training.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.log.EventLogMigration;
import io.holdfast.contracts.log.Roles;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.holdfast.training.data.TrainingData;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JdbcEventLogIT {
  private static final String PASSWORD = "password1";

  @Test
  void readsPositiveInteractionsInCommitOrder() throws SQLException {
    Database database = EmbeddedDatabase.shared().createDatabase();
    database.execute(Roles.sql(PASSWORD));
    EventLogMigration.migrate(database.jdbcUrl(), Roles.RECOMMENDER, PASSWORD);
    database.execute(
        """
        SELECT event_log.append_interactions(
          array_agg(gen_random_uuid() ORDER BY n), array_agg(at ORDER BY n),
          array_agg(who ORDER BY n), array_agg(NULL::text), array_agg(what ORDER BY n),
          array_agg(did ORDER BY n), array_agg(worth ORDER BY n), array_agg(how ORDER BY n),
          array_agg(NULL::text), array_agg(NULL::uuid), array_agg(NULL::text),
          array_agg(NULL::text), array_agg(true))
        FROM (VALUES
          (1, 'bob', 'x', 'purchase', 3::float8, timestamptz '2020-01-02 00:00:00+00',
            '{"service": 4.5, "beyond": 1e300}'),
          (2, 'ann', 'y', 'click', NULL, timestamptz '2020-01-01 00:00:00+00', NULL),
          (3, 'ann', NULL, 'visit', NULL, timestamptz '2020-01-03 00:00:00+00', NULL),
          (4, 'ann', 'z', 'dislike', NULL, timestamptz '2020-01-03 00:00:00+00', NULL))
          AS row(n, who, what, did, worth, at, how)
        """);
    TrainingData data = new JdbcEventLog(database.jdbcUrl(Roles.RECOMMENDER)).read();
    assertThat(data.log().size()).isEqualTo(2);
    assertThat(data.log().users().ids()).containsExactly("bob", "ann");
    assertThat(data.log().items().ids()).containsExactly("x", "y");
    assertThat(data.log().value(0)).isEqualTo(3);
    assertThat(data.log().value(1)).isEqualTo(1);
    assertThat(data.log().criteria().names()).containsExactly("service");
    assertThat(data.log().criteria().rating(0, 0)).isEqualTo(4.5f);
    assertThat(data.log().criteria().rating(1, 0)).isNaN();
    assertThat(data.description().source()).isEqualTo("event log");
    assertThat(data.description().from()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(data.description().to()).isEqualTo(Instant.parse("2020-01-02T00:00:00Z"));

    database.execute(
        """
        INSERT INTO event_log.dropped_partition
          (parent, name, ends_at, events, last_position, dropped_at)
        VALUES ('interaction', 'interaction_2019_12', '2020-01-01 00:00:00+00', 5, 5, now()),
          ('recommendation_served', 'recommendation_served_2020_01',
            '2020-02-01 00:00:00+00', 5, 5, now())
        """);
    assertThat(new JdbcEventLog(database.jdbcUrl(Roles.RECOMMENDER)).read().description().source())
        .isEqualTo("event log since 2020-01-01T00:00:00Z");
  }

  @Test
  void refusesAnEmptyLogAndOtherDatabases() throws SQLException {
    Database database = EmbeddedDatabase.shared().createDatabase();
    database.execute(Roles.sql(PASSWORD));
    EventLogMigration.migrate(database.jdbcUrl(), Roles.RECOMMENDER, PASSWORD);
    JdbcEventLog log = new JdbcEventLog(database.jdbcUrl(Roles.RECOMMENDER));
    assertThatThrownBy(log::read).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JdbcEventLog("jdbc:mysql://localhost/x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
