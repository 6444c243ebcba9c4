package io.holdfast.experiment.rest;

import io.holdfast.experiment.assignment.ActiveExperiments;
import io.holdfast.experiment.assignment.ActiveSet;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What recommender-api evaluates locally. */
@Path("/v1/experiments/active")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignment")
public class ActiveResource {
  private final ActiveExperiments active;

  ActiveResource(ActiveExperiments active) {
    this.active = active;
  }

  @GET
  @RolesAllowed({"serve", "experiment", "admin"})
  @Operation(
      operationId = "readActiveExperiments",
      summary = "Read the running experiments, for evaluation elsewhere")
  @APIResponse(responseCode = "304", description = "Nothing changed since the given entity tag")
  public Uni<Response> active(@HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    return active.current().map(set -> answer(set, ifNoneMatch));
  }

  private static Response answer(ActiveSet set, String ifNoneMatch) {
    String tag = "\"" + set.tag() + "\"";
    Response.ResponseBuilder response =
        Headers.names(ifNoneMatch, tag)
            ? Response.notModified()
            : Response.ok(set.body(), MediaType.APPLICATION_JSON);
    return response
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }
}
