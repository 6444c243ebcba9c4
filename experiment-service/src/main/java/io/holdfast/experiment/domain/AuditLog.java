package io.holdfast.experiment.domain;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Who changed what. Lines are written with the change they tell of, and only read here. */
public interface AuditLog {

  /** The lines that are wanted, in the order that is wanted. */
  Uni<List<AuditEntry>> read(AuditQuery query);
}
