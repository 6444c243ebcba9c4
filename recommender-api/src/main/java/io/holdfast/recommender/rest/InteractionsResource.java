package io.holdfast.recommender.rest;

import com.fasterxml.jackson.core.JacksonException;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.recommender.ingest.Accepted;
import io.holdfast.recommender.ingest.IngestInteractions;
import io.holdfast.service.user.UserIds;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Interactions in. */
@Path("/v1/interactions")
@Tag(name = "interactions")
public class InteractionsResource {
  private final IngestInteractions ingest;
  private final RequestTime time;
  private final UserIds ids;

  InteractionsResource(IngestInteractions ingest, RequestTime time, UserIds ids) {
    this.ingest = ingest;
    this.time = time;
    this.ids = ids;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"ingest", "admin"})
  @Operation(
      operationId = "ingestInteractions",
      summary = "Tell what people did",
      description =
          "One interaction, an array, or an object with the array `interactions`; at most 1000. The"
              + " answer comes after the commit. An interaction is known by eventId and occurredAt:"
              + " send both to make retries harmless. Without eventId one is minted, and a retry is"
              + " another interaction. After a 503 it is not known whether they were stored. Unknown"
              + " fields are ignored.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(ref = "#/components/schemas/InteractionsBody"),
              examples =
                  @ExampleObject(
                      name = "a click on a recommendation",
                      value =
                          """
                          {"interactions": [{
                            "eventId": "8f9de1f4-6b0f-4a5f-9a4e-0f9a5b1a2c3d",
                            "userId": "u-17", "itemId": "i-204", "type": "click",
                            "occurredAt": "2026-11-24T12:00:00Z", "sessionId": "s-3",
                            "requestId": "0b8f6d0e-6f0a-4f0e-8a55-0c9a4f0a1b2c",
                            "context": {"country": "DE", "platform": "ios"}}]}
                          """)))
  @APIResponse(
      responseCode = "202",
      description = "All are stored",
      content =
          @Content(
              schema = @Schema(implementation = Accepted.class),
              examples =
                  @ExampleObject(
                      name = "stored",
                      value =
                          """
                          {"accepted": 1, "duplicates": 0}
                          """)))
  public Uni<RestResponse<Accepted>> ingest(byte[] body, @HeaderParam(RequestTime.HEADER) String at)
      throws JacksonException {
    return ingest
        .ingest(stored(InteractionReader.read(body, time.of(at), time.now())))
        .map(accepted -> RestResponse.status(RestResponse.Status.ACCEPTED, accepted));
  }

  private List<Interaction> stored(List<Interaction> told) {
    return ids.storedAsTold()
        ? told
        : told.stream().map(each -> each.withUserId(ids.stored(each.userId()))).toList();
  }
}
