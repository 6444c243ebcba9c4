package io.holdfast.metrics.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.metrics.results.InterleavingResults;
import io.holdfast.metrics.results.MeasureInterleaving;
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

/** Which of two interleaved rankings users prefer. */
@Path("/v1/experiments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dashboard", "admin"})
@Tag(name = "Experiments")
public class InterleavingResource {

  private static final String EXAMPLE =
      """
      {"key":"als-or-popular","revision":2,"watermark":"2026-02-05T00:00:00Z",
       "evaluatedThrough":"2026-02-05T00:00:00Z","creditTypes":["click","like","play","purchase"],
       "attributionHours":24,"days":7,"users":300,"awaited":41,"withoutCredit":35,"lists":1480,
       "control":{"name":"control","preferredBy":85,"credits":702},
       "challenger":{"name":"challenger","preferredBy":120,"credits":861},"ties":60,
       "preference":{"status":"estimate","reason":null,"value":0.0660377358490566,
         "standardError":0.02675897214720874,"interval":[0.0131414575,0.1173240386],
         "p":0.014505065391959523,"alwaysValidInterval":[-0.0162564412,0.1483319129],
         "alwaysValidP":0.1949}}
      """;

  private final MeasureInterleaving measure;

  InterleavingResource(MeasureInterleaving measure) {
    this.measure = measure;
  }

  @GET
  @Path("/{key}/interleaving")
  @Operation(
      operationId = "experimentInterleaving",
      summary = "Which of two interleaved rankings users prefer",
      description =
          "Of experiments that interleave; 404 for those that split users. The unit is the user:"
              + " whose days of lists and attribution window are over enters once. It prunes;"
              + " nothing is promoted by it.")
  @APIResponse(
      responseCode = "200",
      description = "The preference.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = InterleavingResults.class),
              examples = @ExampleObject(name = "answer", value = EXAMPLE)))
  public Uni<InterleavingResults> interleaving(
      @Parameter(description = "The experiment.", example = "als-or-popular") @PathParam("key")
          String key,
      @Parameter(description = "One minus the level of the intervals.", example = "0.05")
          @QueryParam("alpha")
          @DefaultValue("0.05")
          String alpha) {
    return measure
        .results(key, Parameters.alpha(alpha))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        ProblemException.notFound(
                            "The log knows no experiment '%s' that interleaves two rankings."
                                .formatted(key))));
  }
}
