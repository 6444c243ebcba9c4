package io.holdfast.experiment.store;

import io.holdfast.experiment.domain.Ramps.Hold;
import io.holdfast.experiment.domain.Ramps.Resumption;
import io.holdfast.experiment.domain.Ramps.State;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code ramp}: how far an experiment's ramp is. */
@Entity
@Table(name = "ramp")
public class RampEntity extends PanacheEntityBase {
  @Id public String experimentKey;
  public int step;
  public Instant since;
  public String heldReason;
  public Instant heldAt;
  public boolean alarm;
  public Instant resumedAt;
  public String resumedBy;
  public String resumedReason;

  /** The step begins at that instant, held by nothing. */
  void begin(int newStep, Instant at) {
    step = newStep;
    since = at;
    heldReason = null;
    heldAt = null;
    alarm = false;
  }

  /** Something keeps it at its step; since when stays that of what kept it before. */
  void hold(String reason, Instant at, boolean isAlarm) {
    heldAt = heldAt == null || isAlarm ? at : heldAt;
    heldReason = reason;
    alarm = isAlarm;
  }

  void resume(Resumption resumption) {
    begin(step, resumption.at());
    resumedAt = resumption.at();
    resumedBy = resumption.actor();
    resumedReason = resumption.reason();
  }

  State toDomain() {
    return new State(
        step,
        since,
        heldReason == null ? null : new Hold(heldReason, heldAt, alarm),
        resumedAt == null ? null : new Resumption(resumedAt, resumedBy, resumedReason));
  }
}
