package io.holdfast.service.log;

import io.holdfast.contracts.log.ErasureKey;
import io.holdfast.contracts.log.EventLogMigration;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.contracts.log.PseudonymClaim;
import io.holdfast.service.user.UserIds;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The log as a bean; brought up to date before anything else of the service starts. */
@Singleton
public class EventLogProducer {
  private static final int BEFORE_ANYTHING_ELSE = 1;

  void migrate(
      @Observes @Priority(BEFORE_ANYTHING_ELSE) StartupEvent starting,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password,
      UserIds ids) {
    EventLogMigration.migrate(url, user, password);
    PseudonymClaim.claim(url, user, password, ids.fingerprint());
  }

  @Produces
  @Singleton
  PgEventLog eventLog(Pool pool, ErasureConfig erasure) {
    return new PgEventLog(pool, erasureKey(erasure));
  }

  private static ErasureKey erasureKey(ErasureConfig erasure) {
    try {
      return new ErasureKey(Files.readAllBytes(erasure.keyFile()));
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot read the erasure key: set holdfast.erasure.key-file to a file with at least 16"
              + " random bytes, the same for all services (is "
              + erasure.keyFile().toAbsolutePath()
              + ")",
          e);
    }
  }
}
