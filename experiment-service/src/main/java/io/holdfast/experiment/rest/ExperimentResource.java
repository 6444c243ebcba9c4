package io.holdfast.experiment.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.decision.Choice;
import io.holdfast.experiment.decision.DecideByHand;
import io.holdfast.experiment.domain.ExperimentDraft;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.lifecycle.ChangeExperiments;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Experiments, from draft to archive. */
@Path("/v1/experiments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"experiment", "admin"})
@Tag(name = "experiments")
public class ExperimentResource {
  private final ChangeExperiments change;
  private final ReadExperiments read;
  private final DecideByHand decide;
  private final SecurityIdentity identity;

  ExperimentResource(
      ChangeExperiments change,
      ReadExperiments read,
      DecideByHand decide,
      SecurityIdentity identity) {
    this.change = change;
    this.read = read;
    this.decide = decide;
    this.identity = identity;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createExperiment", summary = "Make a draft of an experiment")
  public Uni<Response> create(ExperimentDraft draft) {
    return change
        .create(required(draft), actor())
        .map(report -> Headers.answer(Status.CREATED, report));
  }

  @GET
  @Operation(
      operationId = "listExperiments",
      summary = "List experiments, filtered and sorted",
      description = "Archived experiments are left out unless state asks for them.")
  public Uni<Page<ExperimentBody>> list(@BeanParam ExperimentFilter filter) {
    return read.list(filter.query())
        .map(reports -> Page.of(reports, filter.limit, filter::position).map(ExperimentBody::of));
  }

  @GET
  @Path("/{key}")
  @Operation(operationId = "readExperiment", summary = "Read an experiment")
  public Uni<Response> one(@PathParam("key") String key) {
    return read.one(key).map(report -> Headers.answer(Status.OK, report));
  }

  @PUT
  @Path("/{key}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeExperiment", summary = "Replace a draft")
  public Uni<Response> replace(
      @PathParam("key") String key,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      ExperimentDraft draft) {
    return ok(change.replace(request(key, ifMatch, required(draft).revision()), draft));
  }

  @POST
  @Path("/{key}/start")
  @Operation(
      operationId = "startExperiment",
      summary = "Start a draft, or go on with a paused experiment")
  public Uni<Response> start(
      @PathParam("key") String key, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    return ok(change.start(request(key, ifMatch, null)));
  }

  @POST
  @Path("/{key}/pause")
  @Operation(operationId = "pauseExperiment", summary = "Stop assigning users for a while")
  public Uni<Response> pause(
      @PathParam("key") String key, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    return ok(change.pause(request(key, ifMatch, null)));
  }

  @POST
  @Path("/{key}/stop")
  @Operation(operationId = "stopExperiment", summary = "End an experiment without deciding it")
  public Uni<Response> stop(
      @PathParam("key") String key, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    return ok(change.stop(request(key, ifMatch, null)));
  }

  @POST
  @Path("/{key}/archive")
  @Operation(
      operationId = "archiveExperiment",
      summary = "Put a stopped experiment or a draft away for good")
  public Uni<Response> archive(
      @PathParam("key") String key, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    return ok(change.archive(request(key, ifMatch, null)));
  }

  @POST
  @Path("/{key}/decide")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "decideExperiment",
      summary = "Decide as a person: confirm, overrule, or undo a promotion")
  public Uni<Response> decide(
      @PathParam("key") String key,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      ChoiceBody body) {
    ChoiceBody given = required(body);
    Choice choice = Choice.of(given.action(), given.variant(), given.reason());
    return ok(decide.decide(request(key, ifMatch, given.revision()), choice));
  }

  private Request request(String key, String ifMatch, Integer revision) {
    return new Request(key, Headers.revision(ifMatch, revision), actor());
  }

  private String actor() {
    return identity.getPrincipal().getName();
  }

  private static Uni<Response> ok(Uni<ExperimentReport> report) {
    return report.map(changed -> Headers.answer(Status.OK, changed));
  }

  private static <T> T required(T body) {
    if (body == null) {
      throw ProblemException.invalid("body", "is required");
    }
    return body;
  }
}
