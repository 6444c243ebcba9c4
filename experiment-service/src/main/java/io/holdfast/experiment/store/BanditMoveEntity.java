package io.holdfast.experiment.store;

import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.domain.Bandits.Move;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code bandit_move}: weights with what they were moved by, written once. */
@Entity
@Immutable
@Table(name = "bandit_move")
public class BanditMoveEntity extends PanacheEntityBase {
  @Id public UUID id;
  public String experimentKey;
  public int experimentRevision;
  public Instant at;

  @JdbcTypeCode(SqlTypes.JSON)
  public String before;

  @JdbcTypeCode(SqlTypes.JSON)
  public String weights;

  public boolean applied;

  @JdbcTypeCode(SqlTypes.JSON)
  public String evidence;

  /** The order in which moves were made; drawn by the database. */
  @Column(insertable = false, updatable = false)
  public Long position;

  static BanditMoveEntity of(String experimentKey, Move move) {
    BanditMoveEntity entity = new BanditMoveEntity();
    entity.id = move.id();
    entity.experimentKey = experimentKey;
    entity.experimentRevision = move.revision();
    entity.at = move.at();
    entity.before = Json.write(move.before());
    entity.weights = Json.write(move.weights());
    entity.applied = move.applied();
    entity.evidence = Json.write(move.evidence());
    return entity;
  }

  Move toDomain() {
    return new Move(
        id,
        experimentRevision,
        at,
        numbers(before),
        numbers(weights),
        applied,
        Json.readMap(evidence));
  }

  private static Map<String, Double> numbers(String json) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    Json.readMap(json).forEach((name, value) -> numbers.put(name, ((Number) value).doubleValue()));
    return numbers;
  }
}
