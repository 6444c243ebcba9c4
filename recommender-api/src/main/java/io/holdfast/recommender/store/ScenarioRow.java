package io.holdfast.recommender.store;

import io.holdfast.contracts.json.Json;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioStore.Edit;
import io.holdfast.recommender.domain.ScenarioVersion;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The last version of a scenario. */
@Entity
@Table(name = "scenario")
public class ScenarioRow extends PanacheEntityBase {
  @Id public String name;
  public int version;
  public String settings;

  @Column(name = "changed_at")
  public Instant changedAt;

  @Column(name = "changed_by")
  public String changedBy;

  /** A scenario that nobody has stored yet. */
  static ScenarioRow configured(String name) {
    ScenarioRow row = new ScenarioRow();
    row.name = name;
    row.version = Scenario.CONFIGURED_VERSION;
    return row;
  }

  /** Makes the next version: those settings, or the configuration's if null. */
  void become(ScenarioSettings next, Edit edit) {
    version++;
    settings = next == null ? null : Json.write(next);
    changedAt = edit.at();
    changedBy = edit.actor();
  }

  /** Whether it is stored, with these settings. */
  boolean is(ScenarioSettings others) {
    return settings != null && read(settings).equals(read(Json.write(others)));
  }

  ScenarioVersion toDomain() {
    return new ScenarioVersion(
        name, version, settings == null ? null : read(settings), changedAt, changedBy);
  }

  static ScenarioSettings read(String settings) {
    return Json.read(settings, ScenarioSettings.class);
  }
}
