package io.holdfast.experiment.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.lifecycle.Request;
import io.holdfast.experiment.ramp.ReadRamps;
import io.holdfast.experiment.ramp.ResumeRamp;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ramps: where they stand, and what a person says to an alarm. */
@Path("/v1/experiments/{key}/ramp")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"experiment", "admin"})
@Tag(name = "experiments")
public class RampResource {
  private final ReadRamps read;
  private final ResumeRamp resume;
  private final SecurityIdentity identity;

  RampResource(ReadRamps read, ResumeRamp resume, SecurityIdentity identity) {
    this.read = read;
    this.resume = resume;
    this.identity = identity;
  }

  @GET
  @Operation(
      operationId = "readRamp",
      summary = "Where an experiment's ramp stands, and what holds it if anything does")
  public Uni<RampBody> standing(@PathParam("key") String key) {
    return read.standing(key).map(RampBody::of);
  }

  @POST
  @Path("/resume")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "resumeRamp",
      summary = "Let a ramp go on that an alarm holds",
      description =
          "Its step begins anew. The next alarm is looked for in the days that are evaluated after.")
  public Uni<RampBody> resume(
      @PathParam("key") String key,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      AnswerBody body) {
    if (body == null) {
      throw ProblemException.invalid("body", "is required");
    }
    Request request =
        new Request(
            key, Headers.revision(ifMatch, body.revision()), identity.getPrincipal().getName());
    return resume.resume(request, body.reason()).chain(() -> standing(key));
  }
}
