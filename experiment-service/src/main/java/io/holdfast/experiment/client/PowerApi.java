package io.holdfast.experiment.client;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** What this service asks of metrics-dashboard's power analysis. */
@Path("/v1/power")
@Produces(MediaType.APPLICATION_JSON)
public interface PowerApi {

  /**
   * The users and days that an experiment needs as JSON text.
   *
   * @param apiKey a key with the role {@code dashboard}
   * @param query the parameters by name
   */
  @GET
  Uni<String> power(@HeaderParam("X-API-Key") String apiKey, @RestQuery Map<String, String> query);
}
