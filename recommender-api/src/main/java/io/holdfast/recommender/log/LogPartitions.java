package io.holdfast.recommender.log;

import io.holdfast.contracts.log.OldPartitions;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The log's partitions as a bean. */
@Singleton
class LogPartitions {
  @Produces
  @Singleton
  OldPartitions partitions(Pool pool) {
    return new OldPartitions(pool);
  }
}
