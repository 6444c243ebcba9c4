package io.holdfast.recommender.rest;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.popularity.PopularitySettings;
import io.holdfast.recommender.popularity.Window;
import io.holdfast.recommender.serving.ListPopular;
import io.holdfast.recommender.serving.ListTrending;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** What is popular, and what is becoming so. */
@Path("/v1")
@Tag(name = "recommendations")
@Produces(MediaType.APPLICATION_JSON)
public class PopularityResource {
  private static final String CATEGORY = "Only items of one of these categories come";
  private static final String DOMAIN = "Only items of this domain come";

  private final ListPopular popular;
  private final ListTrending trending;
  private final PopularitySettings settings;

  PopularityResource(ListPopular popular, ListTrending trending, PopularitySettings settings) {
    this.popular = popular;
    this.trending = trending;
    this.settings = settings;
  }

  @GET
  @Path("popular")
  @RolesAllowed({"serve", "admin"})
  @Operation(
      operationId = "listPopular",
      summary = "List the most popular items",
      description =
          "The same for everybody; no exposure is recorded. With `window` or `context` counted from"
              + " the log; a user counts once for an item and day. Otherwise by the model that tells"
              + " popularity, if there is one. The popularity of a segment is smoothed by that of"
              + " everybody; `source` says whose it is.")
  @APIResponse(
      responseCode = "200",
      description = "The list",
      content =
          @Content(
              schema = @Schema(implementation = PopularBody.class),
              examples = {
                @ExampleObject(
                    name = "popular",
                    value =
                        """
                        {"model": "popular@20261124T043000Z-1a2b3c4d", "source": "model",
                         "items": [{"itemId": "i-204", "position": 0, "score": 214.0}]}
                        """),
                @ExampleObject(
                    name = "popular in a country in the last week",
                    value =
                        """
                        {"source": "counted-segment", "window": "7d", "segment": {"country": "NL"},
                         "items": [{"itemId": "i-17", "position": 0, "score": 0.031}]}
                        """)
              }))
  public PopularBody popular(
      @QueryParam("limit") @DefaultValue("10") int limit,
      @Parameter(description = Filters.DESCRIPTION, example = Filters.EXAMPLE) @QueryParam("filter")
          String filter,
      @Parameter(description = DOMAIN, example = "books") @QueryParam("domain") String domain,
      @Parameter(description = CATEGORY, example = "home") @QueryParam("category")
          List<String> categories,
      @Parameter(description = "How far back to count, one of the configured", example = "7d")
          @QueryParam("window")
          String window,
      @Parameter(
              description = "Whose popularity, each time as name:value",
              example = QueryContext.EXAMPLE)
          @QueryParam("context")
          List<String> context) {
    Texts.requireRange("limit", limit, 1, RecommendationReader.LARGEST_LIST);
    return PopularBody.of(
        popular.list(
            limit,
            Filters.require(filter, domain, categories),
            window(window),
            QueryContext.read(context)));
  }

  @GET
  @Path("trending")
  @RolesAllowed({"serve", "admin"})
  @Operation(
      operationId = "listTrending",
      summary = "List the items that gain users faster than before",
      description =
          "The same for everybody; no exposure is recorded. The score is the factor by which an"
              + " item's share of users has grown at least, with a probability of 95 %; items whose"
              + " factor is not above 1 are not listed.")
  @APIResponse(
      responseCode = "200",
      description = "The list",
      content =
          @Content(
              schema = @Schema(implementation = ItemListBody.class),
              examples =
                  @ExampleObject(
                      name = "trending",
                      value =
                          """
                          {"source": "trending",
                           "items": [{"itemId": "i-31", "position": 0, "score": 3.4}]}
                          """)))
  public ItemListBody trending(
      @QueryParam("limit") @DefaultValue("10") int limit,
      @Parameter(description = Filters.DESCRIPTION, example = Filters.EXAMPLE) @QueryParam("filter")
          String filter,
      @Parameter(description = DOMAIN, example = "books") @QueryParam("domain") String domain,
      @Parameter(description = CATEGORY, example = "home") @QueryParam("category")
          List<String> categories) {
    Texts.requireRange("limit", limit, 1, RecommendationReader.LARGEST_LIST);
    return new ItemListBody(
        null, "trending", trending.list(limit, Filters.require(filter, domain, categories)));
  }

  /** The window of that spelling, in hours or in days; null if none is asked for. */
  private Window window(String text) {
    if (text == null) {
      return null;
    }
    String spelling = Window.find(text).map(Window::toString).orElse(text);
    Violations violations = new Violations();
    violations.oneOf(
        "window", spelling, settings.windows().stream().map(Window::toString).toList());
    violations.throwIfAny();
    return Window.parse(spelling);
  }
}
