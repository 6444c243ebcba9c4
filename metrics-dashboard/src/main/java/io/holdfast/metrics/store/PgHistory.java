package io.holdfast.metrics.store;

import io.holdfast.contracts.event.DecisionMade;
import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.metrics.domain.History;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Objects;

/** Decisions and activations in {@code decision} and {@code model_activation}. */
record PgHistory(Statements statements) implements History {

  @Override
  public Uni<Void> decided(DecisionMade decision) {
    return statements.run(
        """
        INSERT INTO decision VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
        """,
        Tuple.tuple()
            .addValue(decision.eventId())
            .addValue(decision.experimentKey())
            .addValue(decision.action().wire())
            .addValue(text(decision.model()))
            .addValue(text(decision.previousModel()))
            .addValue(decision.reasons().toArray(String[]::new))
            .addValue(Columns.time(decision.watermark()))
            .addValue(Columns.time(decision.occurredAt())));
  }

  @Override
  public Uni<Void> activated(ModelActivated activation) {
    return statements.run(
        """
        INSERT INTO model_activation VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
        """,
        Tuple.tuple()
            .addValue(activation.eventId())
            .addValue(text(activation.model()))
            .addValue(text(activation.previousModel()))
            .addValue(activation.decisionId())
            .addValue(activation.actor())
            .addValue(Columns.time(activation.occurredAt())));
  }

  private static String text(ModelReference model) {
    return Objects.toString(model, null);
  }
}
