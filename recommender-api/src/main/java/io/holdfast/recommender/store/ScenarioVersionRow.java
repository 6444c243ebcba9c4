package io.holdfast.recommender.store;

import io.holdfast.recommender.domain.ScenarioVersion;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A version of a scenario, the last one included. Never changed. */
@Entity
@Table(name = "scenario_version")
@IdClass(ScenarioVersionRow.Key.class)
public class ScenarioVersionRow extends PanacheEntityBase {

  /** The primary key. */
  public record Key(String name, int version) implements Serializable {}

  @Id public String name;
  @Id public int version;
  public String settings;

  @Column(name = "changed_at")
  public Instant changedAt;

  @Column(name = "changed_by")
  public String changedBy;

  /** The version that a scenario has come to. */
  static ScenarioVersionRow of(ScenarioRow scenario) {
    ScenarioVersionRow row = new ScenarioVersionRow();
    row.name = scenario.name;
    row.version = scenario.version;
    row.settings = scenario.settings;
    row.changedAt = scenario.changedAt;
    row.changedBy = scenario.changedBy;
    return row;
  }

  ScenarioVersion toDomain() {
    return new ScenarioVersion(
        name, version, settings == null ? null : ScenarioRow.read(settings), changedAt, changedBy);
  }
}
