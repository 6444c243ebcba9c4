package io.holdfast.recommender.log;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.log.Appended;
import io.holdfast.contracts.log.AppendedInteractions;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.recommender.domain.InteractionLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Interactions in the log, with what became of each.
 *
 * <p>A batch is one statement and one transaction. The log says how many of it were new. Where all
 * were, that is all there is to know. Where some were not, a look at the rows tells which the
 * transaction has written: a row's {@code xmin} is the id of the transaction that made it.
 */
@ApplicationScoped
class PgInteractionLog implements InteractionLog {
  private static final String MISSING_PARTITION = "23514";
  private static final String DEADLOCK = "40P01";

  /** A server that is silent must not keep a batch's place for ever. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private record Identity(UUID eventId, Instant occurredAt) {
    static Identity of(Interaction interaction) {
      return new Identity(interaction.eventId(), interaction.occurredAt());
    }
  }

  private final Pool pool;
  private final PgEventLog log;

  PgInteractionLog(Pool pool, PgEventLog log) {
    this.pool = pool;
    this.log = log;
  }

  @Override
  public Uni<List<Outcome>> append(List<Interaction> interactions) {
    Uni<List<Outcome>> attempt =
        Uni.createFrom()
            .deferred(() -> log.appendInteractions(interactions))
            .chain(appended -> outcomes(interactions, appended));
    return attempt
        .onFailure(failure -> hasState(failure, MISSING_PARTITION))
        .recoverWithUni(() -> log.ensurePartitions(latest(interactions)).chain(() -> attempt))
        .onFailure(failure -> hasState(failure, DEADLOCK))
        .retry()
        .withBackOff(Duration.ofMillis(10))
        .atMost(3)
        .ifNoItem()
        .after(LONGEST_WAIT)
        .fail()
        .onFailure()
        .transform(LogFailures::translate);
  }

  private Uni<List<Outcome>> outcomes(List<Interaction> interactions, AppendedInteractions answer) {
    Appended appended = answer.appended();
    int size = interactions.size();
    if (appended.accepted() == size) {
      return Uni.createFrom().item(Collections.nCopies(size, Outcome.STORED));
    }
    if (appended.duplicates() == size) {
      return Uni.createFrom().item(Collections.nCopies(size, Outcome.DUPLICATE));
    }
    return pool.preparedQuery(
            """
            SELECT i.event_id, i.occurred_at, i.xmin = $3::text::xid8::xid
            FROM unnest($1::uuid[], $2::timestamptz[]) AS asked(event_id, occurred_at)
              JOIN event_log.interaction i USING (event_id, occurred_at)
            """)
        .execute(
            Tuple.of(
                interactions.stream().map(Interaction::eventId).toArray(UUID[]::new),
                interactions.stream()
                    .map(interaction -> interaction.occurredAt().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new),
                answer.transaction()))
        .map(
            rows -> {
              Set<Identity> present = new HashSet<>();
              Set<Identity> fresh = new HashSet<>();
              for (Row row : rows) {
                Identity identity =
                    new Identity(row.getUUID(0), row.getOffsetDateTime(1).toInstant());
                present.add(identity);
                if (row.getBoolean(2)) {
                  fresh.add(identity);
                }
              }
              return outcomes(interactions, present, fresh);
            });
  }

  /** Of two that are the same within a batch, the first was stored. */
  private static List<Outcome> outcomes(
      List<Interaction> interactions, Set<Identity> present, Set<Identity> fresh) {
    List<Outcome> outcomes = new ArrayList<>(interactions.size());
    for (Interaction interaction : interactions) {
      Identity identity = Identity.of(interaction);
      if (fresh.remove(identity)) {
        outcomes.add(Outcome.STORED);
      } else {
        outcomes.add(present.contains(identity) ? Outcome.DUPLICATE : Outcome.ERASED);
      }
    }
    return outcomes;
  }

  private static boolean hasState(Throwable failure, String state) {
    return failure instanceof PgException pg && state.equals(pg.getSqlState());
  }

  private static Instant latest(List<Interaction> interactions) {
    return interactions.stream().map(Interaction::occurredAt).max(Instant::compareTo).orElseThrow();
  }
}
