package io.holdfast.metrics.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.metrics.domain.Replay;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
      responseCode = "409",
      description = "A retention period has dropped events; the rollups would lose them.")
  public Uni<Response> rebuild(
      @Parameter(description = "Do it although a retention period has dropped events")
          @QueryParam("partial")
          @DefaultValue("false")
          boolean partial) {
    return replay
        .fromBeginning(partial)
        .map(
            done -> {
              if (!done) {
                throw ProblemException.conflict(
                    "The log no longer holds everything that the rollups were made of: a retention"
                        + " period has dropped events. With partial=true they are made of what is"
                        + " left.");
              }
              return Response.accepted().build();
            });
  }
}
