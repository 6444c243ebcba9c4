package io.holdfast.experiment.client;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** What this service asks of metrics-dashboard. */
@Path("/v1/experiments")
@Produces(MediaType.APPLICATION_JSON)
public interface MetricsApi {

  /**
   * The results of an experiment as JSON text.
   *
   * @param apiKey a key with the role {@code dashboard}
   * @param key the experiment
   * @param alpha intervals are at level 1 − alpha
   */
  @GET
  @Path("/{key}/results")
  Uni<String> results(
      @HeaderParam("X-API-Key") String apiKey,
      @PathParam("key") String key,
      @QueryParam("alpha") double alpha);

  /**
   * The weights that an experiment's rewards speak for, as JSON text.
   *
   * @param apiKey a key with the role {@code dashboard}
   * @param key the experiment
   * @param reward the metric that is to be large
   * @param floor the smallest weight of an arm
   */
  @GET
  @Path("/{key}/allocation")
  Uni<String> allocation(
      @HeaderParam("X-API-Key") String apiKey,
      @PathParam("key") String key,
      @QueryParam("reward") String reward,
      @QueryParam("floor") double floor);
}
