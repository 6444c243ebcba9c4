package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.ActivityTimes;
import io.holdfast.metrics.domain.Breakdowns;
import io.holdfast.metrics.domain.Experiments;
import io.holdfast.metrics.domain.Exposures;
import io.holdfast.metrics.domain.History;
import io.holdfast.metrics.domain.Interleavings;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.Ledgers;
import io.holdfast.metrics.domain.Outcomes;
import io.holdfast.metrics.domain.People;
import io.holdfast.metrics.domain.ProductRollups;
import io.holdfast.metrics.domain.Profiles;
import io.holdfast.metrics.domain.Progress;
import io.holdfast.metrics.domain.ReturnTimes;
import io.holdfast.metrics.domain.UserSessions;
import io.holdfast.metrics.domain.UserSets;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;

/** The ledger on a connection to PostgreSQL whose transaction the caller began. */
@Singleton
public class PgLedgers implements Ledgers<SqlConnection> {

  @Override
  public Ledger in(SqlConnection connection) {
    return new PgLedger(new Statements(connection));
  }

  private record PgLedger(Statements statements) implements Ledger {
    @Override
    public People people() {
      return new PgPeople(statements);
    }

    @Override
    public UserSets userSets() {
      return new PgUserSets(statements);
    }

    @Override
    public UserSessions sessions() {
      return new PgSessions(statements);
    }

    @Override
    public ActivityTimes times() {
      return new PgActivityTimes(statements);
    }

    @Override
    public Experiments experiments() {
      return new PgExperiments(statements);
    }

    @Override
    public Exposures exposures() {
      return new PgExposures(statements);
    }

    @Override
    public Outcomes outcomes() {
      return new PgOutcomes(statements);
    }

    @Override
    public Profiles profiles() {
      return new PgProfiles(statements);
    }

    @Override
    public Breakdowns breakdowns() {
      return new PgBreakdowns(statements);
    }

    @Override
    public ReturnTimes returnTimes() {
      return new PgReturnTimes(statements);
    }

    @Override
    public Interleavings interleavings() {
      return new PgInterleavings(statements);
    }

    @Override
    public ProductRollups product() {
      return new PgProductRollups(statements);
    }

    @Override
    public History history() {
      return new PgHistory(statements);
    }

    @Override
    public Progress progress() {
      return new PgProgress(statements);
    }
  }
}
