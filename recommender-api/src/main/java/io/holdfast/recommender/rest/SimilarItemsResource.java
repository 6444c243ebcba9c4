package io.holdfast.recommender.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.recommender.serving.FindSimilar;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Items that are like an item. */
@Path("/v1/items/{id}/similar")
@Tag(name = "recommendations")
@Produces(MediaType.APPLICATION_JSON)
public class SimilarItemsResource {
  private final FindSimilar similar;
  private final RequestTime time;

  SimilarItemsResource(FindSimilar similar, RequestTime time) {
    this.similar = similar;
    this.time = time;
  }

  @GET
  @RolesAllowed({"serve", "admin"})
  @Operation(
      operationId = "listSimilarItems",
      summary = "List the items that are like an item",
      description =
          "The same for everybody; no exposure is recorded. The active model compares: by the"
              + " cosine of item factors, or by its weights between items. `source` names what"
              + " stood in for it, if anything did.")
  @APIResponse(
      responseCode = "200",
      description = "The list",
      content =
          @Content(
              schema = @Schema(implementation = ItemListBody.class),
              examples =
                  @ExampleObject(
                      name = "similar",
                      value =
                          """
                          {"model": "als@20261124T043000Z-1a2b3c4d", "source": "model",
                           "items": [{"itemId": "i-17", "position": 0, "score": 0.87}]}
                          """)))
  public Uni<ItemListBody> similar(
      @PathParam("id") String id,
      @QueryParam("limit") @DefaultValue("10") int limit,
      @Parameter(description = Filters.DESCRIPTION, example = Filters.EXAMPLE) @QueryParam("filter")
          String filter,
      @Parameter(description = "Only items of this domain come", example = "books")
          @QueryParam("domain")
          String domain,
      @Parameter(description = "Items that must not come, at most 1000", example = "i-204")
          @QueryParam("exclude")
          List<String> exclude,
      @HeaderParam(RequestTime.HEADER) String at) {
    String itemId = Texts.requireId("id", id);
    Texts.requireRange("limit", limit, 1, RecommendationReader.LARGEST_LIST);
    return similar
        .find(
            new FindSimilar.Query(
                itemId,
                Filters.require(filter, domain),
                Texts.requireIds("exclude", exclude, RecommendationReader.LARGEST_LIST),
                time.of(at),
                limit))
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.notFound("There is no item " + itemId + "."))
        .map(found -> new ItemListBody(found.model(), found.source().wire(), found.items()));
  }
}
