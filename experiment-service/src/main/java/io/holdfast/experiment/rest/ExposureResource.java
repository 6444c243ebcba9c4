package io.holdfast.experiment.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.assignment.ExposureDraft;
import io.holdfast.experiment.assignment.RecordExposures;
import io.holdfast.service.user.UserIds;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who saw their variant, told by other clients than recommender-api. */
@Path("/v1/exposures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignment")
public class ExposureResource {
  private static final String EXPOSURES = "exposures";

  private final RecordExposures record;
  private final UserIds ids;

  ExposureResource(RecordExposures record, UserIds ids) {
    this.record = record;
    this.ids = ids;
  }

  /**
   * What became of exposures.
   *
   * @param accepted stored now
   * @param duplicates stored before
   */
  public record AcceptedBody(int accepted, int duplicates) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"serve", "ingest", "admin"})
  @Operation(
      operationId = "recordExposures",
      summary = "Tell that users saw their variants: one exposure, an array, or {exposures: […]}")
  public Uni<Response> exposures(JsonNode body) throws JsonProcessingException {
    return record
        .record(drafts(body))
        .map(
            appended ->
                Response.accepted(
                        new AcceptedBody(
                            appended.accepted() + appended.erased(), appended.duplicates()))
                    .build());
  }

  private List<ExposureDraft> drafts(JsonNode body) throws JsonProcessingException {
    if (body == null || body.isNull() || !body.isContainerNode()) {
      throw ProblemException.invalid("body", "must be an exposure or an array of exposures");
    }
    JsonNode list = body.isObject() && body.has(EXPOSURES) ? body.get(EXPOSURES) : body;
    if (!list.isArray()) {
      return List.of(draft(list));
    }
    List<ExposureDraft> drafts = new ArrayList<>();
    for (JsonNode each : list) {
      drafts.add(draft(each));
    }
    return drafts;
  }

  private ExposureDraft draft(JsonNode told) throws JsonProcessingException {
    ExposureDraft draft = Json.mapper().treeToValue(told, ExposureDraft.class);
    return draft == null ? null : draft.withUserId(ids.stored(draft.userId()));
  }
}
