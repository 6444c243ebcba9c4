package io.holdfast.service;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the edge is tested with. */
@Path("/edge")
public class EdgeResource {
  private final Clock clock;

  EdgeResource(Clock clock) {
    this.clock = clock;
  }

  /** A body with something to get wrong in it. */
  public record Body(List<Part> parts) {}

  /** Part of it. */
  public record Part(String name, int count, Instant at) {}

  @GET
  @Path("/who")
  @RolesAllowed({"serve", "admin"})
  public Map<String, String> who(@Context SecurityContext caller) {
    return Map.of("id", caller.getUserPrincipal().getName(), "now", clock.now().toString());
  }

  @GET
  @Path("/forgotten")
  public String forgotten() {
    return "an endpoint that nobody gave a role";
  }

  @POST
  @Path("/body")
  @RolesAllowed("serve")
  public Body body(Body body) {
    return body;
  }

  @GET
  @Path("/busy")
  @RolesAllowed("serve")
  public String busy() {
    throw new ProblemException(ProblemKind.TOO_MANY_REQUESTS, "The queue is full.");
  }

  @GET
  @Path("/broken")
  @RolesAllowed("serve")
  public String broken() {
    throw new IllegalStateException("a secret detail");
  }
}
