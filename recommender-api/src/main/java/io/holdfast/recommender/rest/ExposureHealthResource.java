package io.holdfast.recommender.rest;

import io.holdfast.recommender.serving.ExposureLosses;
import jakarta.annotation.security.RolesAllowed;
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

/** How complete the record of what was served is. */
@Path("/v1/exposure-health")
@Tag(name = "exposure health")
@Produces(MediaType.APPLICATION_JSON)
public class ExposureHealthResource {
  private final ExposureLosses losses;

  ExposureHealthResource(ExposureLosses losses) {
    this.losses = losses;
  }

  @GET
  @RolesAllowed({"experiment", "dashboard", "admin"})
  @Operation(
      operationId = "getExposureHealth",
      summary = "Read how complete the record of served lists is",
      description = "Of the replica that answers, since its start.")
  @APIResponse(
      responseCode = "200",
      description = "The state of the record",
      content =
          @Content(
              schema = @Schema(implementation = ExposureLosses.Health.class),
              examples =
                  @ExampleObject(
                      name = "health",
                      value =
                          """
                          {"buffered": 12, "capacity": 10000, "logged": 48211, "lost": 0,
                           "lostByVariant": []}
                          """)))
  public ExposureLosses.Health health() {
    return losses.health();
  }
}
