package io.holdfast.peer;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers a constant, as long as a list of ten items, where recommender-api answers lists. */
@Path("/v1/users/{id}/recommendations")
public class ConstantListResource {
  private static final String ITEM = "{\"itemId\":\"12345\",\"position\":0,\"score\":0.7331245541572571},";
  private static final String ANSWER =
      "{\"requestId\":\"0b8f6d0e-6f0a-4f0e-8a55-0c9a4f0a1b2c\",\"userId\":\"123456\","
          + "\"scenario\":\"home\",\"scenarioVersion\":1,\"model\":\"als@20261124T043000Z-1a2b3c4d\","
          + "\"source\":\"model\",\"experiments\":[],\"servedAt\":\"2026-11-24T12:00:00.123456Z\","
          + "\"items\":["
          + ITEM.repeat(9)
          + ITEM.substring(0, ITEM.length() - 1)
          + "]}";

  /** On the event loop. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @NonBlocking
  public String list(@PathParam("id") String id) {
    return ANSWER;
  }
}
