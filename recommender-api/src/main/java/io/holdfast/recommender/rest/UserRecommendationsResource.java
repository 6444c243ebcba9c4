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
import java.util.Set;
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
              + " folded in. `source` names what stood in for the model, if anything did.")
  @APIResponse(
      responseCode = "200",
      description = "The list; its id is in the header Holdfast-Request-Id too",
      content =
          @Content(
              schema = @Schema(implementation = RecommendationBody.class),
              examples = @ExampleObject(name = "list", value = RecommendationBody.EXAMPLE)))
  public Uni<RestResponse<RecommendationBody>> toUser(
      @PathParam("id") UserId id,
      @QueryParam("limit") Integer limit,
      @QueryParam("scenario") @DefaultValue(Scenario.DEFAULT_NAME) String scenario,
      @Parameter(description = Filters.DESCRIPTION, example = Filters.EXAMPLE) @QueryParam("filter")
          String filter,
      @Parameter(description = "Items that must not come, at most 1000", example = "i-204")
          @QueryParam("exclude")
          List<String> exclude,
      @HeaderParam(RequestTime.HEADER) String at) {
    if (limit != null) {
      Texts.requireRange("limit", limit, 1, RecommendationReader.LARGEST_LIST);
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
                Filters.require("filter", filter),
                excluded(exclude),
                null,
                Map.of(),
                false,
                Map.of(),
                time.of(at)))
        .invoke(answer -> trace.answers(answer.requestId()))
        .map(answer -> RecommendationBody.response(answer, user.told()));
  }

  private static Set<String> excluded(List<String> ids) {
    Texts.requireRange("exclude", ids.size(), 0, RecommendationReader.LARGEST_LIST);
    ids.forEach(id -> Texts.requireId("exclude", id));
    return Set.copyOf(ids);
  }
}
