package io.holdfast.metrics.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.metrics.results.Answers;
import io.holdfast.metrics.results.ExperimentResults;
import io.holdfast.metrics.results.ExperimentRetention;
import io.holdfast.metrics.results.ExperimentSummary;
import io.holdfast.metrics.results.ListExperiments;
import io.holdfast.metrics.results.MeasureExperiment;
import io.holdfast.service.page.Cursor;
import io.holdfast.service.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What experiments have shown. */
@Path("/v1/experiments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dashboard", "admin"})
@Tag(name = "Experiments")
public class ExperimentResource {

  private static final int MOST_ITEMS = 200;

  private final MeasureExperiment measure;
  private final ListExperiments list;
  private final Answers<Optional<ExperimentResults>> answers;

  ExperimentResource(
      MeasureExperiment measure,
      ListExperiments list,
      Answers<Optional<ExperimentResults>> answers) {
    this.measure = measure;
    this.list = list;
    this.answers = answers;
  }

  @GET
  @Operation(
      operationId = "listExperiments",
      summary = "The experiments that the log knows, by key, with their last decision")
  @APIResponse(
      responseCode = "200",
      description = "A page of experiments.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Page.class),
              examples = @ExampleObject(name = "answer", value = Examples.EXPERIMENTS)))
  public Uni<Page<ExperimentSummary>> list(
      @Parameter(description = "At most so many, 1 to 200.", example = "50")
          @QueryParam("limit")
          @DefaultValue("50")
          String limit,
      @Parameter(description = "The nextCursor of the page before.") @QueryParam("cursor")
          String cursor) {
    int most = Parameters.count("limit", limit, MOST_ITEMS);
    String after = cursor == null ? "" : Cursor.decode(cursor);
    return list.list(after, most + 1).map(rows -> Page.of(rows, most, ExperimentSummary::key));
  }

  @GET
  @Path("/{key}")
  @Operation(
      operationId = "experiment",
      summary = "One experiment as the log told it last, with its last decision")
  @APIResponse(
      responseCode = "200",
      description = "The experiment.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ExperimentSummary.class),
              examples = @ExampleObject(name = "answer", value = Examples.EXPERIMENT)))
  public Uni<ExperimentSummary> one(
      @Parameter(description = "The experiment.", example = "als-vs-popular") @PathParam("key")
          String key) {
    return list.find(key).map(found -> known(key, found));
  }

  @GET
  @Path("/{key}/results")
  @Operation(
      operationId = "results",
      summary = "Every metric of every variant beside the control",
      description =
          "Matured users only. Intervals are at level 1 - alpha; what cannot be computed is null."
              + " alwaysValidInterval stays right however often one looks, interval and p for one"
              + " planned look. With segment, the results are also split by an attribute that was"
              + " known before the first exposure; cells of few users are suppressed. The ETag"
              + " changes with the results.")
  @APIResponse(
      responseCode = "304",
      description = "The results are those of the ETag in If-None-Match.")
  @APIResponse(
      responseCode = "200",
      description = "The results.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ExperimentResults.class),
              examples = @ExampleObject(name = "answer", value = Examples.RESULTS)))
  public Uni<RestResponse<ExperimentResults>> results(
      @Parameter(description = "The experiment.", example = "als-vs-popular") @PathParam("key")
          String key,
      @Parameter(description = "One minus the level of the intervals.", example = "0.05")
          @QueryParam("alpha")
          @DefaultValue("0.05")
          String alpha,
      @Parameter(
              description =
                  "An attribute to split the results by, one of segmentAttributes: visitor (new or"
                      + " returning), or a declared one such as country or platform.",
              example = "country")
          @QueryParam("segment")
          String segment,
      @Context Request request) {
    Question question = new Question(key, Parameters.alpha(alpha), Optional.ofNullable(segment));
    return answers
        .to(question, () -> measure.results(question.key(), question.alpha(), question.segment()))
        .chain(answer -> respond(question, answer, request));
  }

  private static Uni<RestResponse<ExperimentResults>> respond(
      Question question, Answers.Answer<Optional<ExperimentResults>> answer, Request request) {
    EntityTag tag = new EntityTag(answer.state());
    if (request.evaluatePreconditions(tag) != null) {
      return Uni.createFrom()
          .item(
              ResponseBuilder.<ExperimentResults>create(RestResponse.Status.NOT_MODIFIED)
                  .tag(tag)
                  .build());
    }
    return answer
        .value()
        .map(found -> known(question.key(), found))
        .invoke(
            results ->
                question
                    .segment()
                    .ifPresent(each -> Parameters.attribute(each, results.segmentAttributes())))
        .map(results -> ResponseBuilder.ok(results).tag(tag).build());
  }

  private record Question(String key, double alpha, Optional<String> segment) {}

  @GET
  @Path("/{key}/retention")
  @Operation(
      operationId = "experimentRetention",
      summary = "The retention curve of every variant",
      description = "Day n is 24 hours. Each day has its own denominator: its matured users.")
  @APIResponse(
      responseCode = "200",
      description = "The curves.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ExperimentRetention.class),
              examples = @ExampleObject(name = "answer", value = Examples.RETENTION)))
  public Uni<ExperimentRetention> retention(
      @Parameter(description = "The experiment.", example = "als-vs-popular") @PathParam("key")
          String key,
      @Parameter(description = "One minus the level of the intervals.", example = "0.05")
          @QueryParam("alpha")
          @DefaultValue("0.05")
          String alpha) {
    return measure.retention(key, Parameters.alpha(alpha)).map(found -> known(key, found));
  }

  static <T> T known(String key, Optional<T> found) {
    return found.orElseThrow(
        () -> ProblemException.notFound("The log knows no experiment '" + key + "'."));
  }
}
