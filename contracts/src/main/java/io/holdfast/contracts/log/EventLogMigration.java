package io.holdfast.contracts.log;

import org.flywaydb.core.Flyway;

/**
 * Brings the schema {@code event_log} up to date. Every service calls this before its own
 * migrations; Flyway's lock lets one of them do the work while the others wait.
 */
public final class EventLogMigration {
  /** The schema of the log. */
  public static final String SCHEMA = "event_log";

  private EventLogMigration() {}

  /**
   * Migrates as {@code holdfast_log}, which the given login role must be allowed to become (see
   * {@link Roles}).
   *
   * @param jdbcUrl the database
   * @param user a service's login role
   * @param password its password
   */
  public static void migrate(String jdbcUrl, String user, String password) {
    Flyway.configure(EventLogMigration.class.getClassLoader())
        .dataSource(jdbcUrl, user, password)
        .initSql("SET ROLE holdfast_log")
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .createSchemas(false)
        .locations("classpath:db/event_log")
        .load()
        .migrate();
  }
}
