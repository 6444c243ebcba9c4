package io.holdfast.experiment.store;

import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.domain.Decision;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code decision}: evidence, written once. */
@Entity
@Immutable
@Table(name = "decision")
public class DecisionEntity extends PanacheEntityBase {
  @Id public UUID id;
  public String experimentKey;
  public int experimentRevision;
  public Instant day;
  public String action;
  public String variant;
  public boolean applied;
  public String actor;
  public String note;
  public UUID answers;
  public UUID undoes;

  public String[] reasons;

  public String model;
  public String previousModel;

  @JdbcTypeCode(SqlTypes.JSON)
  public String policy;

  @JdbcTypeCode(SqlTypes.JSON)
  public String evidence;

  public Instant watermark;
  public Instant decidedAt;

  /** The order in which decisions were made; drawn by the database. */
  @Column(insertable = false, updatable = false)
  public Long position;

  static DecisionEntity of(Decision decision) {
    DecisionEntity entity = new DecisionEntity();
    entity.id = decision.id();
    entity.experimentKey = decision.experimentKey();
    entity.experimentRevision = decision.experimentRevision();
    entity.day = decision.day();
    entity.action = decision.action().wire();
    entity.variant = decision.variant();
    entity.applied = decision.applied();
    entity.actor = decision.actor();
    entity.note = decision.note();
    entity.answers = decision.answers();
    entity.undoes = decision.undoes();
    entity.reasons = decision.reasons().toArray(String[]::new);
    entity.model = text(decision.model());
    entity.previousModel = text(decision.previousModel());
    entity.policy = Json.write(decision.policy());
    entity.evidence = Json.write(decision.evidence());
    entity.watermark = decision.watermark();
    entity.decidedAt = decision.decidedAt();
    return entity;
  }

  Decision toDomain() {
    return new Decision(
        id,
        experimentKey,
        experimentRevision,
        day,
        Action.valueOf(action.toUpperCase(Locale.ROOT).replace('-', '_')),
        variant,
        applied,
        actor,
        note,
        answers,
        undoes,
        List.of(reasons),
        model(model),
        model(previousModel),
        Json.read(policy, DecisionPolicy.class),
        Json.readMap(evidence),
        watermark,
        decidedAt);
  }

  private static String text(ModelReference model) {
    return model == null ? null : model.toString();
  }

  private static ModelReference model(String text) {
    return text == null ? null : ModelReference.parse(text);
  }
}
