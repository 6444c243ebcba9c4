package io.holdfast.metrics.rest;

import io.holdfast.metrics.results.ExperimentReturns;
import io.holdfast.metrics.results.ExposureHealth;
import io.holdfast.metrics.results.MeasureExposures;
import io.holdfast.metrics.results.MeasureReturns;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How an experiment's users stay away and come back, and whether its exposures can be trusted. */
@Path("/v1/experiments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dashboard", "admin"})
@Tag(name = "Experiments")
public class ExperimentHealthResource {

  private static final int MOST_DAYS = 28;

  private final MeasureReturns returns;
  private final MeasureExposures exposures;

  ExperimentHealthResource(MeasureReturns returns, MeasureExposures exposures) {
    this.returns = returns;
    this.exposures = exposures;
  }

  @GET
  @Path("/{key}/return-time")
  @Operation(
      operationId = "experimentReturnTime",
      summary = "How long the users of every variant stay away: the survival curves",
      description =
          "From the end of the session that holds the first exposure to the start of the next, by"
              + " Kaplan-Meier; who has not come back is censored at the watermark. For one planned"
              + " look.")
  @APIResponse(
      responseCode = "200",
      description = "The curves.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ExperimentReturns.class),
              examples = @ExampleObject(name = "answer", value = Examples.RETURN_TIME)))
  public Uni<ExperimentReturns> returnTime(
      @Parameter(description = "The experiment.", example = "als-vs-popular") @PathParam("key")
          String key,
      @Parameter(
              description = "What means are restricted to, and how far curves go, 1 to 28.",
              example = "14")
          @QueryParam("days")
          @DefaultValue("14")
          String days,
      @Parameter(description = "One minus the level of the intervals.", example = "0.05")
          @QueryParam("alpha")
          @DefaultValue("0.05")
          String alpha) {
    return returns
        .returns(key, Parameters.count("days", days, MOST_DAYS), Parameters.alpha(alpha))
        .map(found -> ExperimentResource.known(key, found));
  }

  @GET
  @Path("/{key}/exposures")
  @Operation(
      operationId = "experimentExposures",
      summary = "Whether the exposures of an experiment can be trusted",
      description =
          "Users beside what the weights let expect, in each period of constant weights; switchers"
              + " and late corrections by variant. Of what is in the log: lists that recommender-api"
              + " served and could not log are told by its own GET /v1/exposure-health.")
  @APIResponse(
      responseCode = "200",
      description = "The health of the exposures.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ExposureHealth.class),
              examples = @ExampleObject(name = "answer", value = Examples.EXPOSURES)))
  public Uni<ExposureHealth> exposures(
      @Parameter(description = "The experiment.", example = "als-vs-popular") @PathParam("key")
          String key) {
    return exposures.health(key).map(found -> ExperimentResource.known(key, found));
  }
}
