package io.holdfast.recommender.log;

import io.holdfast.contracts.log.FirstExposures;
import io.holdfast.contracts.log.PgEventLog;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** This service's table of first exposures as a bean. */
@Singleton
class ExposureTable {
  private static final String SCHEMA = "recommender";
  private static final String SERVICE = "recommender-api";

  @Produces
  @Singleton
  FirstExposures exposures(Pool pool, PgEventLog log) {
    return new FirstExposures(pool, log, SCHEMA, SERVICE);
  }
}
