package io.holdfast.experiment.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code evaluation}: how far an experiment is evaluated. */
@Entity
@Table(name = "evaluation")
public class EvaluationEntity extends PanacheEntityBase {
  @Id public String experimentKey;
  public Instant evaluatedThrough;
  public String undecidedReason;

  static EvaluationEntity of(String experimentKey) {
    EvaluationEntity entity = new EvaluationEntity();
    entity.experimentKey = experimentKey;
    return entity;
  }
}
