package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.timekeeping.AdvanceClock;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The time of the platform. */
@Path("/v1/clock")
@Tag(name = "clock")
@Produces(MediaType.APPLICATION_JSON)
public class ClockResource {
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final AdvanceClock advance;

  ClockResource(AdvanceClock advance) {
    this.advance = advance;
  }

  /**
   * What time it is.
   *
   * @param mode {@code wall} or {@code event}
   * @param now the present moment
   */
  public record ClockBody(String mode, Instant now) {}

  @GET
  @RolesAllowed({"ingest", "serve", "experiment", "dashboard", "admin"})
  @Operation(operationId = "getClock", summary = "Read the platform's time")
  @APIResponse(
      responseCode = "200",
      description = "The time",
      content =
          @Content(
              schema = @Schema(implementation = ClockBody.class),
              examples =
                  @ExampleObject(
                      name = "clock",
                      value =
                          """
                          {"mode": "event", "now": "2026-11-24T12:00:00Z"}
                          """)))
  public ClockBody now() {
    return body(advance.now());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("admin")
  @Operation(
      operationId = "advanceClock",
      summary = "Move event time on",
      description =
          "For demos and replays: 404 where time is the system's. 409 if that moment has passed.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(ref = "#/components/schemas/ClockAdvance"),
              examples =
                  @ExampleObject(
                      name = "advance",
                      value =
                          """
                          {"to": "2026-11-24T13:00:00Z"}
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "The new time",
      content =
          @Content(
              schema = @Schema(implementation = ClockBody.class),
              examples =
                  @ExampleObject(
                      name = "clock",
                      value =
                          """
                          {"mode": "event", "now": "2026-11-24T13:00:00Z"}
                          """)))
  public Uni<ClockBody> advance(JsonNode body) {
    if (!advance.isEventTime()) {
      throw ProblemException.notFound("The time here is the system's; nobody can move it.");
    }
    Instant to = read(body);
    return advance
        .advance(to)
        .map(
            now ->
                body(
                    now.orElseThrow(
                        () ->
                            ProblemException.conflict(
                                "It is " + advance.now() + " already; time does not go back."))));
  }

  private static Instant read(JsonNode body) {
    if (body == null || !body.isObject()) {
      throw ProblemException.invalid("body", "must be an object with to");
    }
    Violations violations = new Violations();
    JsonFields fields = new JsonFields(body, violations);
    Instant to = fields.instant("to");
    if (to == null && violations.isEmpty()) {
      violations.required("to", null);
    } else if (to != null) {
      violations.check(
          !to.isBefore(Instant.EPOCH) && !to.isAfter(LAST),
          "to",
          "must lie between the years 1970 and 9999");
    }
    violations.throwIfAny();
    return to.truncatedTo(ChronoUnit.MICROS);
  }

  private ClockBody body(Instant now) {
    return new ClockBody(advance.isEventTime() ? "event" : "wall", now);
  }
}
