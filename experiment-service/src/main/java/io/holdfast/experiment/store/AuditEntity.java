package io.holdfast.experiment.store;

import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.domain.AuditEntry;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code audit}: who changed what, written once. */
@Entity
@Immutable
@Table(name = "audit")
public class AuditEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_seq")
  @SequenceGenerator(name = "audit_seq", sequenceName = "audit_seq", allocationSize = 50)
  public Long id;

  public String experimentKey;
  public Instant at;
  public String actor;
  public String action;
  public String reason;

  @JdbcTypeCode(SqlTypes.JSON)
  public String before;

  @JdbcTypeCode(SqlTypes.JSON)
  public String after;

  /** The order in which lines were written; drawn by the database. */
  @Column(insertable = false, updatable = false)
  public Long position;

  AuditEntry toDomain() {
    Map<String, Object> snapshot = Json.readMap(after);
    return new AuditEntry(
        position,
        experimentKey,
        ((Number) snapshot.get("revision")).intValue(),
        at,
        actor,
        action,
        reason,
        before == null ? null : Json.readMap(before),
        snapshot);
  }
}
