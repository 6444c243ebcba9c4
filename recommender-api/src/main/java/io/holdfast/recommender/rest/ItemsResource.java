package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.recommender.domain.CatalogueItem;
import io.holdfast.recommender.domain.ItemCatalogue;
import io.holdfast.service.page.Cursor;
import io.holdfast.service.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue. */
@Path("/v1/items")
@Tag(name = "items")
@Produces(MediaType.APPLICATION_JSON)
public class ItemsResource {
  private static final int LARGEST_PAGE = 1000;
  private static final String ITEM =
      """
      {"itemId": "i-204", "revision": 3, "title": "A lamp", "categories": ["home"],
       "tags": ["brass"], "attributes": {"price": 19.5}, "available": true,
       "publishedAt": "2026-11-01T00:00:00Z", "embeddings": {},
       "changedAt": "2026-11-24T12:00:00Z"}
      """;
  private static final String CONTENT =
      """
      {"title": "A lamp", "categories": ["home"], "tags": ["brass"],
       "attributes": {"price": 19.5}, "available": true, "publishedAt": "2026-11-01T00:00:00Z"}
      """;
  private static final String ITEMS =
      """
      {"items": [{"itemId": "i-204", "title": "A lamp", "categories": ["home"]}]}
      """;

  private final ItemCatalogue catalogue;
  private final RequestTime time;

  ItemsResource(ItemCatalogue catalogue, RequestTime time) {
    this.catalogue = catalogue;
    this.time = time;
  }

  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"ingest", "admin"})
  @Operation(
      operationId = "putItem",
      summary = "Make or replace an item",
      description = "The same content again changes nothing and makes no new revision.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(ref = "#/components/schemas/ItemContent"),
              examples = @ExampleObject(name = "item", value = CONTENT)))
  @APIResponse(
      responseCode = "200",
      description = "The item as it is now",
      content =
          @Content(
              schema = @Schema(implementation = ItemBody.class),
              examples = @ExampleObject(name = "item", value = ITEM)))
  public Uni<ItemBody> put(
      @PathParam("id") String id, JsonNode body, @HeaderParam(RequestTime.HEADER) String at) {
    String itemId = Texts.requireId("id", id);
    CatalogueItem.Content content = ItemReader.one(body);
    return catalogue
        .put(Map.of(itemId, content), time.of(at))
        .chain(() -> catalogue.find(itemId))
        .map(item -> ItemBody.of(item.orElseThrow(() -> missing(itemId))));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"ingest", "admin"})
  @Operation(
      operationId = "putItems",
      summary = "Make or replace many items",
      description = "At most 1000, all or none.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(ref = "#/components/schemas/ItemsBody"),
              examples = @ExampleObject(name = "items", value = ITEMS)))
  @APIResponse(
      responseCode = "200",
      description = "How many were new, changed or so already",
      content =
          @Content(
              schema = @Schema(implementation = ItemCatalogue.Changes.class),
              examples =
                  @ExampleObject(
                      name = "changes",
                      value =
                          """
                          {"created": 1, "changed": 0, "unchanged": 0}
                          """)))
  public Uni<ItemCatalogue.Changes> putAll(
      JsonNode body, @HeaderParam(RequestTime.HEADER) String at) {
    return catalogue.put(ItemReader.many(body), time.of(at));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({"ingest", "serve", "experiment", "dashboard", "admin"})
  @Operation(operationId = "getItem", summary = "Read an item")
  @APIResponse(
      responseCode = "200",
      description = "The item",
      content =
          @Content(
              schema = @Schema(implementation = ItemBody.class),
              examples = @ExampleObject(name = "item", value = ITEM)))
  public Uni<ItemBody> get(@PathParam("id") String id) {
    String itemId = Texts.requireId("id", id);
    return catalogue.find(itemId).map(item -> ItemBody.of(item.orElseThrow(() -> missing(itemId))));
  }

  @GET
  @RolesAllowed({"ingest", "serve", "experiment", "dashboard", "admin"})
  @Operation(operationId = "listItems", summary = "List the items by id, in pages")
  @APIResponse(
      responseCode = "200",
      description = "A page; nextCursor is absent on the last one",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "page",
                      value =
                          """
                          {"items": [{"itemId": "i-204", "revision": 3, "title": "A lamp",
                            "categories": [], "tags": [], "attributes": {}, "available": true,
                            "embeddings": {}, "changedAt": "2026-11-24T12:00:00Z"}],
                           "nextCursor": "aS0yMDQ"}
                          """)))
  public Uni<Page<ItemBody>> list(
      @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
    Texts.requireRange("limit", limit, 1, LARGEST_PAGE);
    return catalogue
        .list(cursor == null ? null : Texts.requireId("cursor", Cursor.decode(cursor)), limit + 1)
        .map(items -> Page.of(items, limit, CatalogueItem::itemId).map(ItemBody::of));
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed({"ingest", "admin"})
  @Operation(operationId = "deleteItem", summary = "Delete an item")
  @APIResponse(responseCode = "204", description = "It is gone")
  public Uni<Void> delete(@PathParam("id") String id, @HeaderParam(RequestTime.HEADER) String at) {
    String itemId = Texts.requireId("id", id);
    return catalogue
        .delete(itemId, time.of(at))
        .invoke(
            deleted -> {
              if (!deleted) {
                throw missing(itemId);
              }
            })
        .replaceWithVoid();
  }

  private static ProblemException missing(String itemId) {
    return ProblemException.notFound("There is no item " + itemId + ".");
  }
}
