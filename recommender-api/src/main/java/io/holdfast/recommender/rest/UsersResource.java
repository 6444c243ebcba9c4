package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.log.FirstExposures;
import io.holdfast.contracts.log.FirstExposures.FirstExposure;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.People;
import io.holdfast.recommender.domain.Person;
import io.holdfast.recommender.domain.UserHistory;
import io.holdfast.service.page.Cursor;
import io.holdfast.service.page.Page;
import io.holdfast.service.user.UserId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Users: what is declared of them, what is known of them, and forgetting them. */
@Path("/v1/users/{id}")
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
  private static final int LONGEST_HISTORY = 1000;
  private static final int LARGEST_PAGE = 1000;
  private static final String LINES = "application/x-ndjson";
  private static final String PERSON =
      """
      {"userId": "u-17", "revision": 2, "attributes": {"country": "DE"},
       "changedAt": "2026-11-24T12:00:00Z"}
      """;

  private final People people;
  private final UserHistory histories;
  private final FirstExposures exposures;
  private final RequestTime time;

  UsersResource(People people, UserHistory histories, FirstExposures exposures, RequestTime time) {
    this.people = people;
    this.histories = histories;
    this.exposures = exposures;
    this.time = time;
  }

  /**
   * A user's interactions at the wire.
   *
   * @param userId who
   * @param interactions newest first
   */
  public record HistoryBody(String userId, List<Interaction> interactions) {}

  /**
   * A page of everything that is known of a user.
   *
   * @param userId who
   * @param profile what is declared; absent if nothing is
   * @param firstExposures what the user was exposed to first in each experiment
   * @param events what the log holds, in its order
   * @param nextCursor where the next page begins; absent on the last page
   */
  public record ExportBody(
      String userId,
      Person profile,
      List<FirstExposure> firstExposures,
      List<People.Entry> events,
      String nextCursor) {}

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"ingest", "admin"})
  @Operation(
      operationId = "putUser",
      summary = "Declare a user's attributes",
      description = "409 if the user was erased: an admin has to lift that first.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(ref = "#/components/schemas/UserContent"),
              examples =
                  @ExampleObject(
                      name = "user",
                      value =
                          """
                          {"attributes": {"country": "DE", "premium": true}}
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The user as it is now",
      content =
          @Content(
              schema = @Schema(implementation = Person.class),
              examples = @ExampleObject(name = "user", value = PERSON)))
  public Uni<Person> put(
      @PathParam("id") UserId id, JsonNode body, @HeaderParam(RequestTime.HEADER) String at) {
    UserId user = Texts.requireId("id", id);
    if (body == null || !body.isObject()) {
      throw ProblemException.invalid("body", "must be an object with attributes");
    }
    Violations violations = new Violations();
    Map<String, Object> attributes = new JsonFields(body, violations).values("attributes");
    violations.throwIfAny();
    return people
        .put(user.stored(), attributes, time.of(at))
        .map(
            person ->
                person.orElseThrow(
                    () -> ProblemException.conflict("The user was erased; nothing was stored.")))
        .map(person -> person.withUserId(user.told()));
  }

  @GET
  @Path("history")
  @RolesAllowed({"serve", "admin"})
  @Operation(
      operationId = "getHistory",
      summary = "Read a user's last interactions, newest first",
      description = "What was acknowledged is there at once.")
  @APIResponse(
      responseCode = "200",
      description = "The last interactions",
      content =
          @Content(
              schema = @Schema(implementation = HistoryBody.class),
              examples =
                  @ExampleObject(
                      name = "history",
                      value =
                          """
                          {"userId": "u-17", "interactions": [{
                            "eventId": "8f9de1f4-6b0f-4a5f-9a4e-0f9a5b1a2c3d", "userId": "u-17",
                            "itemId": "i-204", "type": "click", "criteria": {},
                            "occurredAt": "2026-11-24T12:00:00Z", "context": {},
                            "historical": false}]}
                          """)))
  public Uni<HistoryBody> history(
      @PathParam("id") UserId id, @QueryParam("limit") @DefaultValue("100") int limit) {
    UserId user = Texts.requireId("id", id);
    Texts.requireRange("limit", limit, 1, LONGEST_HISTORY);
    return histories
        .latest(user.stored(), limit)
        .map(
            latest ->
                new HistoryBody(
                    user.told(),
                    latest.stream().map(each -> each.withUserId(user.told())).toList()));
  }

  @GET
  @Path("export")
  @RolesAllowed("admin")
  @Operation(
      operationId = "exportUser",
      summary = "Export everything that is known of a user, in pages")
  @APIResponse(
      responseCode = "200",
      description = "A page; nextCursor is absent on the last one",
      content =
          @Content(
              schema = @Schema(implementation = ExportBody.class),
              examples =
                  @ExampleObject(
                      name = "export",
                      value =
                          """
                          {"userId": "u-17",
                           "profile": {"userId": "u-17", "revision": 2,
                             "attributes": {"country": "DE"}, "changedAt": "2026-11-24T12:00:00Z"},
                           "firstExposures": [],
                           "events": [{"position": 17, "kind": "Interaction",
                             "event": {"userId": "u-17", "itemId": "i-204", "type": "click"}}]}
                          """)))
  public Uni<ExportBody> export(
      @PathParam("id") UserId id,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("1000") int limit) {
    UserId user = Texts.requireId("id", id);
    Texts.requireRange("limit", limit, 1, LARGEST_PAGE);
    long after = position(cursor);
    return Uni.combine()
        .all()
        .unis(
            people.find(user.stored()),
            exposures.list(user.stored()),
            people.entries(user.stored(), after, limit + 1))
        .with(
            (person, exposed, entries) -> {
              Page<People.Entry> page =
                  Page.of(entries, limit, entry -> Long.toString(entry.position()));
              return new ExportBody(
                  user.told(),
                  person.map(each -> each.withUserId(user.told())).orElse(null),
                  exposed,
                  page.items().stream().map(each -> each.withUserId(user.told())).toList(),
                  page.nextCursor());
            });
  }

  @GET
  @Path("export")
  @Produces(LINES)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @RolesAllowed("admin")
  @Operation(
      operationId = "streamUser",
      summary = "Export everything that is known of a user, a line each",
      description =
          "Asked for by `Accept: application/x-ndjson`. The lines are as of one moment: the profile,"
              + " first exposures, and what the log holds, in its order. It is read as fast as it is"
              + " taken, whatever its size.")
  @APIResponse(
      responseCode = "200",
      description = "A JSON object a line",
      content =
          @Content(
              schema = @Schema(implementation = People.Entry.class),
              examples =
                  @ExampleObject(
                      name = "a line",
                      value =
                          """
                          {"position": 17, "kind": "Interaction",
                           "event": {"userId": "u-17", "itemId": "i-204", "type": "click"}}
                          """)))
  public Multi<People.Entry> stream(@PathParam("id") UserId id) {
    UserId user = Texts.requireId("id", id);
    return people.everything(user.stored()).map(entry -> entry.withUserId(user.told()));
  }

  private static long position(String cursor) {
    String position = Cursor.decode(cursor);
    try {
      return position == null ? 0 : Long.parseLong(position);
    } catch (NumberFormatException e) {
      throw ProblemException.invalid("cursor", "must be a nextCursor of an earlier answer");
    }
  }

  @DELETE
  @RolesAllowed("admin")
  @Operation(
      operationId = "eraseUser",
      summary = "Forget a user",
      description =
          "Removes the user's interactions, served lists and attributes in one transaction. Later"
              + " events of the user are acknowledged and dropped until an admin lifts the erasure."
              + " Consumers of the log forget the user next and confirm it.")
  @APIResponse(
      responseCode = "202",
      description = "The user is forgotten here; consumers follow",
      content =
          @Content(
              schema = @Schema(implementation = People.Erasure.class),
              examples =
                  @ExampleObject(
                      name = "erasure",
                      value =
                          """
                          {"erasureId": "0b8f6d0e-6f0a-4f0e-8a55-0c9a4f0a1b2c",
                           "removedEvents": 214}
                          """)))
  public Uni<RestResponse<People.Erasure>> erase(
      @PathParam("id") UserId id, @HeaderParam(RequestTime.HEADER) String at) {
    return people
        .erase(Texts.requireId("id", id).stored(), time.of(at))
        .map(erasure -> RestResponse.status(RestResponse.Status.ACCEPTED, erasure));
  }

  @DELETE
  @Path("erasure")
  @RolesAllowed("admin")
  @Operation(
      operationId = "liftErasure",
      summary = "Let an erased user's new events in again",
      description = "What was erased does not come back.")
  @APIResponse(responseCode = "204", description = "New events are taken in again")
  public Uni<Void> lift(@PathParam("id") UserId id) {
    UserId user = Texts.requireId("id", id);
    return people
        .liftErasure(user.stored())
        .invoke(
            lifted -> {
              if (!lifted) {
                throw ProblemException.notFound("The user is not erased.");
              }
            })
        .replaceWithVoid();
  }
}
