package io.holdfast.experiment.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.allocation.ChangeAllocation;
import io.holdfast.experiment.lifecycle.Request;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Weights and coverage of experiments that run. */
@Path("/v1/experiments/{key}/allocation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"experiment", "admin"})
@Tag(name = "experiments")
public class AllocationResource {
  private final ChangeAllocation change;
  private final SecurityIdentity identity;

  AllocationResource(ChangeAllocation change, SecurityIdentity identity) {
    this.change = change;
    this.identity = identity;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "allocateExperiment",
      summary = "Change the weights or the coverage while an experiment runs",
      description =
          "Exposed users keep their variant; only users who were not exposed yet are split anew.")
  public Uni<Response> allocate(
      @PathParam("key") String key,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      AllocationBody body) {
    if (body == null) {
      throw ProblemException.invalid("body", "is required");
    }
    Request request =
        new Request(
            key, Headers.revision(ifMatch, body.revision()), identity.getPrincipal().getName());
    return change
        .change(request, body.toAllocation())
        .map(report -> Headers.answer(Status.OK, report));
  }
}
