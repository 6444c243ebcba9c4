package io.holdfast.metrics.rest;

import io.holdfast.metrics.results.ExperimentPlan;
import io.holdfast.metrics.results.PlanExperiment;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an experiment takes, before it begins. */
@Path("/v1/power")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dashboard", "admin"})
@Tag(name = "Experiments")
public class PowerResource {

  private final PlanExperiment plan;

  PowerResource(PlanExperiment plan) {
    this.plan = plan;
  }

  @GET
  @Operation(
      operationId = "power",
      summary = "The users and days that an experiment needs to find an effect",
      description =
          "For a look every day (alwaysValid, whose users are N*) and for a single look at the end"
              + " (fixedHorizon). A user counts once the metric's whole window has passed, so the"
              + " days are those to enter and those to mature. Each of K challengers gets alpha /"
              + " K. Baseline and traffic that are not given are the product's own; source says"
              + " which was used.")
  @APIResponse(
      responseCode = "200",
      description = "The plan.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ExperimentPlan.class),
              examples = @ExampleObject(name = "answer", value = Examples.POWER)))
  public Uni<ExperimentPlan> power(@BeanParam PlanParameters parameters) {
    return plan.plan(parameters.question());
  }
}
