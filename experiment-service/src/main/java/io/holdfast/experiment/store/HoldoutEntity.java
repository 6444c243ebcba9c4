package io.holdfast.experiment.store;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.experiment.domain.HoldoutPlan;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code holdout}. */
@Entity
@Table(name = "holdout")
public class HoldoutEntity extends PanacheEntityBase {
  @Id public String name;
  public int revision;
  public double share;
  public String description;
  public int plannedUsers;
  public Instant createdAt;
  public Instant endedAt;

  void set(HoldoutPlan plan) {
    name = plan.name();
    revision = plan.holdout().revision();
    share = plan.holdout().share();
    description = plan.description();
    plannedUsers = plan.plannedUsers();
    createdAt = plan.createdAt();
    endedAt = plan.endedAt();
  }

  HoldoutPlan toDomain() {
    return new HoldoutPlan(
        new Holdout(name, share, revision), description, plannedUsers, createdAt, endedAt);
  }
}
