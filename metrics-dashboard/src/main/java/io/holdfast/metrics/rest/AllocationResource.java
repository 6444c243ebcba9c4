package io.holdfast.metrics.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.results.ExperimentAllocation;
import io.holdfast.metrics.results.MeasureAllocation;
import io.holdfast.stickiness.metric.ReducibleMetric;
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

/** The weights that rewards speak for. */
@Path("/v1/experiments/{key}/allocation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dashboard", "admin"})
@Tag(name = "Experiments")
public class AllocationResource {
  private static final double LARGEST_FLOOR = 0.5;
  private static final String EXAMPLE =
      """
      {"key": "als-vs-popular", "revision": 2, "watermark": "2026-11-24T09:00:00Z",
       "evaluatedThrough": "2026-11-24T00:00:00Z", "untrustworthy": [],
       "reward": "retention-day-1", "kind": "proportion", "floor": 0.1,
       "status": "estimate", "reason": null,
       "arms": [
         {"name": "control", "users": 100,
          "posterior": {"family": "beta", "mean": 0.2059, "standardDeviation": 0.0398},
          "probabilityBest": 0.0524, "weight": 0.1419},
         {"name": "challenger", "users": 100,
          "posterior": {"family": "beta", "mean": 0.3039, "standardDeviation": 0.0453},
          "probabilityBest": 0.9476, "weight": 0.8581}]}
      """;

  private final MeasureAllocation measure;

  AllocationResource(MeasureAllocation measure) {
    this.measure = measure;
  }

  @GET
  @Operation(
      operationId = "experimentAllocation",
      summary = "The weights that an experiment's rewards speak for: Thompson's allocation",
      description =
          "Each arm's weight is the floor and, of the rest, the probability that its mean reward is"
              + " the largest, by the posterior of the users whose reward has matured.")
  @APIResponse(
      responseCode = "200",
      description = "The weights; status inconclusive and a reason if there are none.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ExperimentAllocation.class),
              examples = @ExampleObject(name = "answer", value = EXAMPLE)))
  public Uni<ExperimentAllocation> allocation(
      @Parameter(description = "The experiment.", example = "als-vs-popular") @PathParam("key")
          String key,
      @Parameter(
              description = "The metric that is to be large, one that the results have.",
              example = "retention-day-1")
          @QueryParam("reward")
          String reward,
      @Parameter(
              description = "The smallest weight of an arm, 0 to one over the number of arms.",
              example = "0.1")
          @QueryParam("floor")
          @DefaultValue("0")
          String floor) {
    ReducibleMetric metric = reward(reward);
    return measure
        .of(key, metric, floor(floor))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        ProblemException.notFound(
                            "The log knows no experiment '%s' that measures %s."
                                .formatted(key, metric.id()))));
  }

  private static ReducibleMetric reward(String text) {
    if (text != null
        && ExperimentMetrics.parse(text).orElse(null) instanceof ReducibleMetric metric) {
      return metric;
    }
    throw ProblemException.invalid(
        "reward", "must be a metric whose users' values add up, was '" + text + "'");
  }

  private static double floor(String text) {
    try {
      double floor = Double.parseDouble(text);
      if (floor >= 0 && floor <= LARGEST_FLOOR) {
        return floor;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw ProblemException.invalid(
        "floor", "must be a number from 0 to " + LARGEST_FLOOR + ", was '" + text + "'");
  }
}
