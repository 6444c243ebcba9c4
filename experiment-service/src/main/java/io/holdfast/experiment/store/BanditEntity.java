package io.holdfast.experiment.store;

import io.holdfast.experiment.domain.Bandits.State;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code bandit}: how far an experiment's bandit is. */
@Entity
@Table(name = "bandit")
public class BanditEntity extends PanacheEntityBase {
  @Id public String experimentKey;
  public Instant dueAt;
  public Instant evaluatedThrough;
  public String heldReason;

  State toDomain() {
    return new State(dueAt, evaluatedThrough, heldReason);
  }
}
