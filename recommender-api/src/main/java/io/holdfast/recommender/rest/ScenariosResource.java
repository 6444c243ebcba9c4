package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioStore;
import io.holdfast.recommender.domain.ScenarioStore.Edit;
import io.holdfast.recommender.domain.ScenarioStore.Outcome;
import io.holdfast.recommender.domain.ScenarioVersion;
import io.holdfast.recommender.scenario.EditScenarios;
import io.holdfast.recommender.scenario.StandingScenario;
import io.holdfast.service.page.Cursor;
import io.holdfast.service.page.Page;
import io.quarkus.security.identity.SecurityIdentity;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Scenarios: how the lists of each place are made. */
@Path("/v1/scenarios")
@Tag(name = "scenarios")
@Produces(MediaType.APPLICATION_JSON)
public class ScenariosResource {
  private static final int LARGEST_PAGE = 1000;
  private static final Pattern ENTITY_TAG = Pattern.compile("\"?([0-9]{1,9})\"?");

  private final EditScenarios scenarios;
  private final ScenarioReader reader;
  private final RequestTime time;
  private final SecurityIdentity caller;

  ScenariosResource(
      EditScenarios scenarios, ScenarioReader reader, RequestTime time, SecurityIdentity caller) {
    this.scenarios = scenarios;
    this.reader = reader;
    this.time = time;
    this.caller = caller;
  }

  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("admin")
  @Operation(
      operationId = "putScenario",
      summary = "Make or replace a scenario",
      description =
          "A setting that is absent has its standard value. Each change makes a version, which"
              + " served lists name; the same settings again make none. With `If-Match`, or a"
              + " `version` in the body, 409 if that is not the last version any more. Lists are"
              + " made by it on every replica within a second.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(ref = "#/components/schemas/ScenarioSettings"),
              examples = @ExampleObject(name = "settings", value = ScenarioBody.SETTINGS_EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      description = "The scenario as it is now; its version is the entity tag",
      content =
          @Content(
              schema = @Schema(implementation = ScenarioBody.class),
              examples = @ExampleObject(name = "scenario", value = ScenarioBody.EXAMPLE)))
  public Uni<RestResponse<ScenarioBody>> put(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      JsonNode body,
      @HeaderParam(RequestTime.HEADER) String at) {
    Integer inBody = ScenarioReader.version(body);
    ScenarioSettings settings = reader.read(body);
    Edit edit = edit(name, expected(ifMatch, inBody), at);
    return scenarios
        .put(edit, settings)
        .map(outcome -> stored(outcome, edit))
        .map(version -> new StandingScenario(name, version, version.settings()))
        .map(ScenariosResource::answer);
  }

  @GET
  @Path("{name}")
  @RolesAllowed({"serve", "experiment", "dashboard", "admin"})
  @Operation(
      operationId = "getScenario",
      summary = "Read a scenario",
      description =
          "404 if it is neither stored nor in the configuration: its lists are made by the"
              + " standard settings.")
  @APIResponse(
      responseCode = "200",
      description = "The scenario; its version is the entity tag",
      content =
          @Content(
              schema = @Schema(implementation = ScenarioBody.class),
              examples = @ExampleObject(name = "scenario", value = ScenarioBody.EXAMPLE)))
  public Uni<RestResponse<ScenarioBody>> get(@PathParam("name") String name) {
    String id = Texts.requireId("name", name);
    return scenarios.find(id).map(scenario -> answer(scenario.orElseThrow(() -> missing(id))));
  }

  @GET
  @RolesAllowed({"serve", "experiment", "dashboard", "admin"})
  @Operation(
      operationId = "listScenarios",
      summary = "List the stored and the configured scenarios by name, in pages")
  @APIResponse(
      responseCode = "200",
      description = "A page; nextCursor is absent on the last one",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "page",
                      value = "{\"items\": [" + ScenarioBody.EXAMPLE + "]}")))
  public Uni<Page<ScenarioBody>> list(
      @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
    Texts.requireRange("limit", limit, 1, LARGEST_PAGE);
    String after = cursor == null ? null : Texts.requireId("cursor", Cursor.decode(cursor));
    return scenarios
        .list(after, limit + 1)
        .map(page -> Page.of(page, limit, StandingScenario::name).map(ScenarioBody::of));
  }

  @DELETE
  @Path("{name}")
  @RolesAllowed("admin")
  @Operation(
      operationId = "deleteScenario",
      summary = "Give a scenario back to the configuration",
      description =
          "Its lists are made as the configuration says, or by the standard settings. That is a"
              + " version too, and its versions can still be read.")
  @APIResponse(responseCode = "204", description = "The configuration holds again")
  public Uni<Void> delete(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @HeaderParam(RequestTime.HEADER) String at) {
    Edit edit = edit(name, expected(ifMatch, null), at);
    return scenarios.delete(edit).invoke(outcome -> stored(outcome, edit)).replaceWithVoid();
  }

  @GET
  @Path("{name}/versions")
  @RolesAllowed({"serve", "experiment", "dashboard", "admin"})
  @Operation(
      operationId = "listScenarioVersions",
      summary = "List the versions of a scenario, newest first, in pages",
      description =
          "Version "
              + Scenario.CONFIGURED_VERSION
              + " is whatever the configuration says, and not listed.")
  @APIResponse(
      responseCode = "200",
      description = "A page; nextCursor is absent on the last one",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "page",
                      value = "{\"items\": [" + ScenarioVersionBody.EXAMPLE + "]}")))
  public Uni<Page<ScenarioVersionBody>> versions(
      @PathParam("name") String name,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    String id = Texts.requireId("name", name);
    Texts.requireRange("limit", limit, 1, LARGEST_PAGE);
    return scenarios
        .versions(id, before(cursor), limit + 1)
        .invoke(
            versions -> {
              if (versions.isEmpty()) {
                throw ProblemException.notFound("There are no such versions of " + id + ".");
              }
            })
        .map(
            versions ->
                Page.of(versions, limit, version -> Integer.toString(version.version()))
                    .map(ScenarioVersionBody::of));
  }

  private Edit edit(String name, Integer expected, String at) {
    return new Edit(
        Texts.requireId("name", name), expected, caller.getPrincipal().getName(), time.of(at));
  }

  private static Integer expected(String ifMatch, Integer inBody) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return inBody;
    }
    Matcher matcher = ENTITY_TAG.matcher(ifMatch);
    if (!matcher.matches()) {
      throw ProblemException.invalid(
          HttpHeaders.IF_MATCH, "must be a version as in the ETag of an earlier answer");
    }
    return Integer.valueOf(matcher.group(1));
  }

  private static Integer before(String cursor) {
    String position = Cursor.decode(cursor);
    try {
      return position == null ? null : Integer.valueOf(position);
    } catch (NumberFormatException e) {
      throw ProblemException.invalid("cursor", "must be a nextCursor of an earlier answer");
    }
  }

  private static ScenarioVersion stored(Outcome outcome, Edit edit) {
    return switch (outcome) {
      case ScenarioStore.Stored(ScenarioVersion version) -> version;
      case ScenarioStore.Stale(int version) ->
          throw ProblemException.conflict(
              "The request is for version %d of scenario %s, which is at version %d: read it again."
                  .formatted(edit.expected(), edit.name(), version));
      case ScenarioStore.Absent() -> throw missing(edit.name());
      case ScenarioStore.Full() ->
          throw ProblemException.conflict(
              "There are %d scenarios already.".formatted(ScenarioStore.MOST_SCENARIOS));
    };
  }

  private static RestResponse<ScenarioBody> answer(StandingScenario scenario) {
    return RestResponse.ResponseBuilder.ok(ScenarioBody.of(scenario))
        .header(HttpHeaders.ETAG, "\"" + scenario.version() + "\"")
        .build();
  }

  private static ProblemException missing(String name) {
    return ProblemException.notFound("There is no scenario " + name + ".");
  }
}
