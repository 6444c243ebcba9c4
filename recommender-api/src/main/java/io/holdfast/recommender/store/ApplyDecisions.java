package io.holdfast.recommender.store;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.DecisionMade;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.log.LogConsumer;
import io.holdfast.contracts.log.LoggedEvent;
import io.holdfast.contracts.log.PgEventLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What decisions do to the registry, in the transaction that moves the consumer's cursor.
 *
 * <ul>
 *   <li>{@code promote} activates the decision's model.
 *   <li>{@code roll-back} gives the model before the promotion back, if this experiment promoted
 *       one and that one is still active; before a promotion it changes nothing, because the
 *       stopped experiment alone lets the active model serve everyone.
 *   <li>{@code keep-running} changes nothing.
 * </ul>
 *
 * Each decision is kept with its outcome, so that one that comes twice changes nothing.
 */
final class ApplyDecisions implements LogConsumer.Effect {
  private static final Logger LOG = Logger.getLogger(ApplyDecisions.class);

  private static final String NOTHING = "nothing-to-do";

  private final Activation activation;
  private final Clock clock;

  ApplyDecisions(PgEventLog log, Clock clock) {
    this.activation = new Activation(log);
    this.clock = clock;
  }

  @Override
  public Uni<Void> apply(SqlConnection connection, List<LoggedEvent> events) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (LoggedEvent logged : events) {
      if (logged.event() instanceof DecisionMade decision) {
        done = done.chain(() -> applyOnce(connection, decision));
      }
    }
    return done;
  }

  private Uni<Void> applyOnce(SqlConnection connection, DecisionMade decision) {
    return Activation.lock(connection)
        .chain(
            () ->
                connection
                    .preparedQuery("SELECT 1 FROM decision WHERE decision_id = $1")
                    .execute(Tuple.of(decision.eventId())))
        .chain(
            rows -> rows.size() > 0 ? Uni.createFrom().voidItem() : decide(connection, decision));
  }

  private Uni<Void> decide(SqlConnection connection, DecisionMade decision) {
    return switch (decision.action()) {
      case PROMOTE -> activate(connection, decision, decision.model());
      case ROLL_BACK ->
          beforePromotion(connection, decision)
              .chain(
                  target ->
                      target == null
                          ? keep(connection, decision, NOTHING, null, null)
                          : activate(connection, decision, target));
      case KEEP_RUNNING -> keep(connection, decision, NOTHING, null, null);
    };
  }

  /** The model to go back to; null if this experiment's promoted model is not the active one. */
  private static Uni<ModelReference> beforePromotion(
      SqlConnection connection, DecisionMade decision) {
    return connection
        .preparedQuery(
            """
            SELECT activated, previous FROM decision
            WHERE experiment_key = $1 AND action = 'promote' AND outcome = 'activated'
            ORDER BY decided_at DESC LIMIT 1
            """)
        .execute(Tuple.of(decision.experimentKey()))
        .chain(
            rows -> {
              for (Row row : rows) {
                String promoted = row.getString(0);
                String previous = row.getString(1);
                return Activation.active(connection)
                    .map(
                        active ->
                            previous != null && active != null && active.toString().equals(promoted)
                                ? ModelReference.parse(previous)
                                : null);
              }
              return Uni.createFrom().nullItem();
            });
  }

  private Uni<Void> activate(
      SqlConnection connection, DecisionMade decision, ModelReference model) {
    if (model == null) {
      return keep(connection, decision, "no-model", null, null);
    }
    return Activation.active(connection)
        .chain(
            previous ->
                activation
                    .activate(connection, model, decision.eventId(), null, clock.now())
                    .chain(outcome -> keep(connection, decision, word(outcome), model, previous)));
  }

  private static String word(Activation.Outcome outcome) {
    return switch (outcome) {
      case ACTIVATED -> "activated";
      case ALREADY_ACTIVE -> "already-active";
      case UNKNOWN -> "unknown-model";
      case RETIRED -> "retired-model";
    };
  }

  private static Uni<Void> keep(
      SqlConnection connection,
      DecisionMade decision,
      String outcome,
      ModelReference activated,
      ModelReference previous) {
    LOG.infof(
        "decision on %s: %s, %s, model %s",
        decision.experimentKey(), decision.action().wire(), outcome, activated);
    return connection
        .preparedQuery(
            """
            INSERT INTO decision (decision_id, experiment_key, action, outcome, activated, previous,
              decided_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """)
        .execute(
            Tuple.from(
                new Object[] {
                  decision.eventId(),
                  decision.experimentKey(),
                  decision.action().wire(),
                  outcome,
                  activated == null ? null : activated.toString(),
                  previous == null ? null : previous.toString(),
                  decision.occurredAt().atOffset(ZoneOffset.UTC)
                }))
        .replaceWithVoid();
  }
}
