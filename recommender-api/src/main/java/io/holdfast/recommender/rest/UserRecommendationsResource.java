package io.holdfast.recommender.rest;

import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.serving.RecommendItems;
import io.holdfast.recommender.serving.RecommendationRequest;
import io.holdfast.service.observability.RequestTrace;
import io.holdfast.service.user.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Recommendations to a known user. */
@Path("/v1/users/{id}/recommendations")
@Tag(name = "recommendations")
@Produces(MediaType.APPLICATION_JSON)
public class UserRecommendationsResource {
  private final RecommendItems recommend;
  private final RequestTime time;

  UserRecommendationsResource(RecommendItems recommend, RequestTime time) {
    this.recommend = recommend;
    this.time = time;
  }

  @GET
  @RolesAllowed({"serve", "admin"})
  @Operation(
      operationId = "recommendToUser",
      summary = "Recommend items to a user",
      description =
          "Ranks with the model of the user's variant, or the active one, and the user's history"
              + " folded in. `source` names what stood in for the model, if anything did. With"
              + " `explain=true`, each item tells what the user's own items contribute to its score"
              + " (see docs/recommendations.md), and `filtersApplied` what kept items out.")
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
  public Uni<RestResponse<RecommendationBody>> toUser(
      @PathParam("id") UserId id,
      @QueryParam("limit") Integer limit,
      @QueryParam("scenario") @DefaultValue(Scenario.DEFAULT_NAME) String scenario,
      @Parameter(description = Filters.DESCRIPTION, example = Filters.EXAMPLE) @QueryParam("filter")
          String filter,
      @Parameter(description = "Items that must not come, at most 1000", example = "i-204")
          @QueryParam("exclude")
          List<String> exclude,
      @Parameter(description = Filters.DOMAIN_DESCRIPTION, example = "books") @QueryParam("domain")
          String domain,
      @Parameter(description = QueryContext.DESCRIPTION, example = QueryContext.EXAMPLE)
          @QueryParam("context")
          List<String> context,
      @Parameter(description = "Whether to say why each item has its score, and what was filtered")
          @QueryParam("explain")
          @DefaultValue("false")
          boolean explain,
      @Parameter(
              description =
                  "How many of the user's items an explanation tells one by one, 0 to 100; 5 if absent",
              example = "3")
          @QueryParam("contributions")
          Integer contributions,
      @HeaderParam(RequestTime.HEADER) String at) {
    if (limit != null) {
      Texts.requireRange("limit", limit, 1, RecommendationReader.LARGEST_LIST);
    }
    if (contributions != null) {
      Texts.requireRange(
          "contributions", contributions, 0, RecommendationReader.MOST_CONTRIBUTIONS);
    }
    UserId user = Texts.requireId("id", id);
    RequestTrace trace = RequestTrace.current();
    return recommend
        .recommend(
            new RecommendationRequest(
                user.stored(),
                Texts.requireId("scenario", scenario),
                limit,
                List.of(),
                null,
                Filters.require(filter, domain),
                Texts.requireIds("exclude", exclude, RecommendationReader.LARGEST_LIST),
                RecommendationReader.explained(explain, contributions),
                null,
                Map.of(),
                false,
                QueryContext.read(context),
                time.of(at)))
        .invoke(answer -> trace.answers(answer.requestId()))
        .map(answer -> RecommendationBody.response(answer, user.told()));
  }
}
