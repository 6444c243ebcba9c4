package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.recommender.serving.RecommendItems;
import io.holdfast.recommender.serving.RecommendationRequest;
import io.holdfast.service.observability.RequestTrace;
import io.holdfast.service.user.UserIds;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Recommendations out. */
@Path("/v1")
@Tag(name = "recommendations")
@Produces(MediaType.APPLICATION_JSON)
public class RecommendationsResource {
  private final RecommendItems recommend;
  private final RequestTime time;
  private final UserIds ids;
  private final SecurityIdentity caller;

  RecommendationsResource(
      RecommendItems recommend, RequestTime time, UserIds ids, SecurityIdentity caller) {
    this.recommend = recommend;
    this.time = time;
    this.ids = ids;
    this.caller = caller;
  }

  @POST
  @Path("recommendations")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"serve", "admin"})
  @Operation(
      operationId = "recommend",
      summary = "Recommend to an anonymous session, re-rank a list, or preview a model",
      description =
          "`interactions` count as history, besides what is stored of `userId`. With `items`, only"
              + " those are ranked, and seen ones stay in. `filter` and `exclude` keep items out;"
              + " `limit` of them come whenever so many pass. `variants` shows variants of running"
              + " experiments, marked as forced, to whoever wants to look. `preview` (role admin)"
              + " exposes nobody; with it, `model` ranks with a certain model. `explain` tells what the"
              + " user's or session's own items contribute to each score; see"
              + " docs/recommendations.md.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(ref = "#/components/schemas/RecommendationsBody"),
              examples = {
                @ExampleObject(
                    name = "anonymous session",
                    value =
                        """
                        {"sessionId": "s-3", "scenario": "home", "limit": 5,
                         "interactions": [{"itemId": "i-204", "type": "click"}]}
                        """),
                @ExampleObject(
                    name = "re-rank a list and say why",
                    value =
                        """
                        {"userId": "u-17", "items": ["i-3", "i-204", "i-90"], "explain": true,
                         "contributions": 3}
                        """)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The list; its id is in the header Holdfast-Request-Id too",
      content =
          @Content(
              schema = @Schema(implementation = RecommendationBody.class),
              examples = {
                @ExampleObject(name = "list", value = RecommendationBody.EXAMPLE),
                @ExampleObject(name = "mixed", value = RecommendationBody.MIXED),
                @ExampleObject(name = "explained", value = RecommendationBody.EXPLAINED)
              }))
  public Uni<RestResponse<RecommendationBody>> post(
      JsonNode body, @HeaderParam(RequestTime.HEADER) String at) {
    RecommendationRequest request = RecommendationReader.read(body, time.of(at), ids);
    if (request.preview() && !caller.hasRole("admin")) {
      throw new ProblemException(
          ProblemKind.FORBIDDEN, "preview needs the role admin, which this key does not have");
    }
    String told = body.path("userId").textValue();
    RequestTrace trace = RequestTrace.current();
    return recommend
        .recommend(request)
        .invoke(answer -> trace.answers(answer.requestId()))
        .map(answer -> RecommendationBody.response(answer, told));
  }
}
