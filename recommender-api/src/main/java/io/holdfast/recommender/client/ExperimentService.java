package io.holdfast.recommender.client;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The part of experiment-service's API that is used here. */
@Path("/v1/experiments")
public interface ExperimentService {

  /** The running experiments, or 304 if they are those of the tag. */
  @GET
  @Path("active")
  @Produces(MediaType.APPLICATION_JSON)
  Uni<Response> active(
      @HeaderParam("X-API-Key") String apiKey, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String tag);
}
