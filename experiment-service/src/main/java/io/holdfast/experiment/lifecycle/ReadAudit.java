package io.holdfast.experiment.lifecycle;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.domain.AuditEntry;
import io.holdfast.experiment.domain.AuditLog;
import io.holdfast.experiment.domain.AuditQuery;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Looks at who changed what. Thread-safe. */
public final class ReadAudit {
  private final AuditLog audit;
  private final ReadExperiments experiments;

  public ReadAudit(AuditLog audit, ReadExperiments experiments) {
    this.audit = audit;
    this.experiments = experiments;
  }

  /**
   * The lines that are wanted; fails with a {@link ProblemException} if they are to be of an
   * experiment that does not exist.
   */
  public Uni<List<AuditEntry>> read(AuditQuery query) {
    return query.experimentKey() == null
        ? audit.read(query)
        : experiments.one(query.experimentKey()).chain(() -> audit.read(query));
  }
}
