package io.holdfast.peer;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The least that a Quarkus REST endpoint does: answers a constant, as long as an evaluation. */
@Path("/constant")
public class ConstantResource {
  private static final String ANSWER =
      """
      {"key":"bench","value":true,"reason":"SPLIT","variant":"challenger","metadata":\
      {"assignmentReason":"split","experimentRevision":2,"model":"als@1","scenario":"home",\
      "variant":"challenger"}}\
      """;

  /** On the event loop, as the evaluation is. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @NonBlocking
  public String constant() {
    return ANSWER;
  }
}
