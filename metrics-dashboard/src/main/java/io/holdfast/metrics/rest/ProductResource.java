package io.holdfast.metrics.rest;

import io.holdfast.metrics.domain.ProductRollups;
import io.holdfast.metrics.results.MeasureProduct;
import io.holdfast.metrics.results.ProductFigures.Overview;
import io.holdfast.metrics.results.ProductFigures.RetentionFigures;
import io.holdfast.metrics.results.ProductFigures.SessionFigures;
import io.holdfast.metrics.results.ProductFigures.StickinessFigures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** How the product does, by complete calendar days in UTC. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dashboard", "admin"})
@Tag(name = "Product")
public class ProductResource {

  private static final int MOST_DAYS = 400;

  private final MeasureProduct measure;

  ProductResource(MeasureProduct measure) {
    this.measure = measure;
  }

  @GET
  @Path("/overview")
  @Operation(operationId = "overview", summary = "How the product stands on its last complete day")
  @APIResponse(
      responseCode = "200",
      description = "The overview.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Overview.class),
              examples = @ExampleObject(name = "answer", value = Examples.OVERVIEW)))
  public Uni<Overview> overview() {
    return measure.overview();
  }

  @GET
  @Path("/retention")
  @Operation(
      operationId = "retention",
      summary = "Retention of the cohorts of new users, in calendar days",
      description =
          "The cohort triangle, the curve over all cohorts, and one day of it as it changes from"
              + " cohort to cohort. Only cohorts that have had the whole of a day count on it.")
  @APIResponse(
      responseCode = "200",
      description = "The cohorts.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RetentionFigures.class),
              examples = @ExampleObject(name = "answer", value = Examples.COHORTS)))
  public Uni<RetentionFigures> retention(
      @Parameter(description = "How many complete days back, 1 to 400.", example = "28")
          @QueryParam("days")
          @DefaultValue("28")
          String days,
      @Parameter(description = "The day that the trend is of, 1 to 90.", example = "7")
          @QueryParam("trendDay")
          @DefaultValue("7")
          String trendDay) {
    return measure.retention(
        Parameters.count("days", days, MOST_DAYS),
        Parameters.count("trendDay", trendDay, ProductRollups.COHORT_DAYS));
  }

  @GET
  @Path("/sessions")
  @Operation(operationId = "sessions", summary = "How many sessions there were, and how long")
  @APIResponse(
      responseCode = "200",
      description = "The sessions by day.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionFigures.class),
              examples = @ExampleObject(name = "answer", value = Examples.SESSIONS)))
  public Uni<SessionFigures> sessions(
      @Parameter(description = "How many complete days back, 1 to 400.", example = "28")
          @QueryParam("days")
          @DefaultValue("28")
          String days) {
    return measure.sessions(Parameters.count("days", days, MOST_DAYS));
  }

  @GET
  @Path("/stickiness")
  @Operation(
      operationId = "stickiness",
      summary = "Daily, weekly and monthly active users, and how many days they were active",
      description =
          "Growth accounting says where the users of a day, and of a week, came from: new, retained"
              + " from the one before, or resurrected after an absence. Dormant are those of the one"
              + " before who stayed away.")
  @APIResponse(
      responseCode = "200",
      description = "Stickiness by day.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StickinessFigures.class),
              examples = @ExampleObject(name = "answer", value = Examples.STICKINESS)))
  public Uni<StickinessFigures> stickiness(
      @Parameter(description = "How many complete days back, 1 to 400.", example = "28")
          @QueryParam("days")
          @DefaultValue("28")
          String days) {
    return measure.stickiness(Parameters.count("days", days, MOST_DAYS));
  }
}
