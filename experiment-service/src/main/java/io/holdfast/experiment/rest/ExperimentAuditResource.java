package io.holdfast.experiment.rest;

import io.holdfast.experiment.domain.AuditEntry;
import io.holdfast.experiment.lifecycle.ReadAudit;
import io.holdfast.service.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who changed what in one experiment. */
@Path("/v1/experiments/{key}/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"experiment", "admin"})
@Tag(name = "audit")
public class ExperimentAuditResource {
  private final ReadAudit audit;

  ExperimentAuditResource(ReadAudit audit) {
    this.audit = audit;
  }

  @GET
  @Operation(
      operationId = "listExperimentAudit",
      summary = "List who changed what in an experiment")
  public Uni<Page<AuditBody>> list(@PathParam("key") String key, @BeanParam AuditFilter filter) {
    return audit
        .read(filter.query(key))
        .map(
            (List<AuditEntry> entries) ->
                Page.of(entries, filter.limit, entry -> filter.position(entry.position()))
                    .map(AuditBody::of));
  }
}
