package io.holdfast.metrics.rest;

import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.metrics.domain.PersonalRecords;
import io.holdfast.service.user.UserId;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** What is stored of one user. */
@Path("/v1/users/{id}")
@RolesAllowed("admin")
@Tag(name = "Operations")
public class UserResource {

  private static final String LINES = "application/x-ndjson";
  private static final String USER_ID = "user_id";

  private final PersonalRecords records;

  UserResource(PersonalRecords records) {
    this.records = records;
  }

  @GET
  @Path("export")
  @Produces(LINES)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "exportUser",
      summary = "Export everything that is stored of a user here, a row a line",
      description =
          "All of it was derived from the event log, which recommender-api exports. The lines are as"
              + " of one moment, and read as fast as they are taken.")
  @APIResponse(
      responseCode = "200",
      description = "A JSON object a line; none if nothing is stored.",
      content =
          @Content(
              schema = @Schema(implementation = PersonalRecords.PersonalRecord.class),
              examples =
                  @ExampleObject(
                      name = "a line",
                      value =
                          """
                          {"table": "session", "row": {"first_at": "2026-11-24T12:00:00+00:00",
                           "last_at": "2026-11-24T12:08:10+00:00", "interactions": 14}}
                          """)))
  public Multi<PersonalRecords.PersonalRecord> export(@PathParam("id") UserId id) {
    if (id.told().isBlank() || id.told().length() > Bounds.ID_LENGTH) {
      throw ProblemException.invalid("id", "must have 1 to " + Bounds.ID_LENGTH + " characters");
    }
    return records.of(id.stored()).map(each -> told(each, id));
  }

  private static PersonalRecords.PersonalRecord told(
      PersonalRecords.PersonalRecord stored, UserId id) {
    Map<String, Object> row = new HashMap<>(stored.row());
    row.replace(USER_ID, id.told());
    return new PersonalRecords.PersonalRecord(stored.table(), row);
  }
}
