package io.holdfast.experiment.rest;

import io.holdfast.experiment.lifecycle.PlanExperiments;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an experiment takes, by today's figures. */
@Path("/v1/experiments/{key}/plan")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"experiment", "admin"})
@Tag(name = "experiments")
public class ExperimentPlanResource {
  private final PlanExperiments plan;

  ExperimentPlanResource(PlanExperiments plan) {
    this.plan = plan;
  }

  @GET
  @Operation(
      operationId = "planExperiment",
      summary = "Compute the users and days that an experiment needs by today's figures",
      description = "Nothing is changed: N* is fixed before the start.")
  public Uni<PlanBody> now(@PathParam("key") String key) {
    return plan.now(key).map(PlanBody::of);
  }
}
