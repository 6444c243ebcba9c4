package io.holdfast.metrics.rest;

import io.holdfast.contracts.problem.Problem;
import io.holdfast.metrics.domain.Replay;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Making the rollups anew. */
@Path("/v1/rebuild")
@RolesAllowed("admin")
@Tag(name = "Operations")
public class RebuildResource {

  private final Replay replay;

  RebuildResource(Replay replay) {
    this.replay = replay;
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "rebuild",
      summary = "Forget every rollup and read the log from its beginning",
      description =
          "Answers when the rollups are empty; evaluatedThrough says how far they have filled up"
              + " again. Decisions wait for it.")
  @APIResponse(responseCode = "202", description = "The log is being read anew.")
  @APIResponse(
      responseCode = "401",
      description = "No valid API key.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class),
              examples = @ExampleObject(name = "problem", value = Examples.UNAUTHENTICATED)))
  @APIResponse(
      responseCode = "403",
      description = "The key lacks the role.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class),
              examples = @ExampleObject(name = "problem", value = Examples.FORBIDDEN)))
  public Uni<Response> rebuild() {
    return replay.fromBeginning().replaceWith(Response.accepted().build());
  }
}
