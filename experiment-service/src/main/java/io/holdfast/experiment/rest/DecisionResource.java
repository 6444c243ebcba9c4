package io.holdfast.experiment.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.decision.AnswerDecisions;
import io.holdfast.experiment.domain.DecisionReport;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.lifecycle.ReadExperiments;
import io.holdfast.experiment.lifecycle.Request;
import io.holdfast.service.page.Page;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The decisions about an experiment with their evidence, and a person's answers to them. */
@Path("/v1/experiments/{key}/decisions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"experiment", "admin"})
@Tag(name = "decisions")
public class DecisionResource {
  private final ReadExperiments read;
  private final AnswerDecisions answer;
  private final SecurityIdentity identity;

  DecisionResource(ReadExperiments read, AnswerDecisions answer, SecurityIdentity identity) {
    this.read = read;
    this.answer = answer;
    this.identity = identity;
  }

  @GET
  @Operation(
      operationId = "listDecisions",
      summary = "List decisions with their evidence, filtered, newest first unless asked otherwise")
  public Uni<Page<DecisionBody>> list(
      @PathParam("key") String key, @BeanParam DecisionFilter filter) {
    return read.decisions(filter.query(key))
        .map(
            (List<DecisionReport> reports) ->
                Page.of(reports, filter.limit, filter::position).map(DecisionBody::whole));
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "readDecision", summary = "Read a decision with its evidence")
  public Uni<DecisionBody> one(@PathParam("key") String key, @PathParam("id") String id) {
    return read.decision(key, id(id)).map(DecisionBody::whole);
  }

  @POST
  @Path("/{id}/approve")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "approveDecision", summary = "Do what the rule proposes")
  public Uni<Response> approve(
      @PathParam("key") String key,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      AnswerBody body) {
    return ok(answer.approve(request(key, ifMatch, body), id(id), body.reason()));
  }

  @POST
  @Path("/{id}/reject")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "rejectDecision",
      summary = "Keep the experiment running against what the rule proposes")
  public Uni<Response> reject(
      @PathParam("key") String key,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      AnswerBody body) {
    return ok(answer.reject(request(key, ifMatch, body), id(id), body.reason()));
  }

  @POST
  @Path("/{id}/undo")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "undoDecision",
      summary = "Take back a promotion or a roll-back that took effect")
  public Uni<Response> undo(
      @PathParam("key") String key,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      AnswerBody body) {
    return ok(answer.undo(request(key, ifMatch, body), id(id), body.reason()));
  }

  private Request request(String key, String ifMatch, AnswerBody body) {
    if (body == null) {
      throw ProblemException.invalid("body", "is required");
    }
    return new Request(
        key, Headers.revision(ifMatch, body.revision()), identity.getPrincipal().getName());
  }

  private static Uni<Response> ok(Uni<ExperimentReport> report) {
    return report.map(changed -> Headers.answer(Status.OK, changed));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("There is no decision " + text + ".");
    }
  }
}
