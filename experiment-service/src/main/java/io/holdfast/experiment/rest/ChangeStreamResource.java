package io.holdfast.experiment.rest;

import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.experiment.flags.FlagChanges;
import io.holdfast.experiment.flags.TooManyListenersException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/**
 * Tells that experiments changed: server-sent events as in OFREP 0.3.0 (service/event-streams.yaml,
 * schema {@code sseEventData}), for its clients and for recommender-api.
 */
@Path(ChangeStreamResource.PATH)
@Tag(name = "ofrep")
public class ChangeStreamResource {
  static final String PATH = "/ofrep/v1/stream";

  /** After so long a client that nobody uses should close its stream. */
  static final int INACTIVITY_SECONDS = 120;

  private static final String TICKET = "ticket";
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final long RECONNECT_MILLIS = 1000;

  private final FlagChanges changes;
  private final StreamTickets tickets;
  private final SecurityIdentity identity;

  ChangeStreamResource(FlagChanges changes, StreamTickets tickets, SecurityIdentity identity) {
    this.changes = changes;
    this.tickets = tickets;
    this.identity = identity;
  }

  /**
   * What an event says.
   *
   * @param type {@code refetchEvaluation}
   * @param etag the tag of the configuration that there is now
   */
  record Refetch(String type, String etag) {}

  /** Where the stream is, from the origin. */
  static String requestUri(String ticket) {
    return PATH + "?" + TICKET + "=" + ticket;
  }

  @GET
  @PermitAll
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.TEXT_PLAIN)
  @Operation(
      operationId = "streamChanges",
      summary = "Listen to changes of experiments",
      description =
          "Server-sent events. The first one comes at once, unless `Last-Event-ID` names the"
              + " present configuration, so that nothing is missed; then one comes with each"
              + " change, on whichever replica it was made, within a second. A comment every 15"
              + " seconds shows that the stream lives. Needs an API key, or the ticket that a bulk"
              + " evaluation puts into the stream's address.")
  public Multi<OutboundSseEvent> stream(
      @QueryParam(TICKET) String ticket,
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId,
      @Context Sse sse) {
    authorize(ticket);
    Multi<OutboundSseEvent> events =
        changes
            .since(lastEventId)
            .map(tag -> event(sse, tag))
            .onFailure(TooManyListenersException.class)
            .transform(ChangeStreamResource::tooMany);
    Multi<OutboundSseEvent> heartbeats =
        Multi.createFrom()
            .ticks()
            .startingAfter(HEARTBEAT)
            .every(HEARTBEAT)
            .onOverflow()
            .drop()
            .map(ignored -> sse.newEventBuilder().comment("here").build());
    return Multi.createBy().merging().streams(events, heartbeats);
  }

  private void authorize(String ticket) {
    if (ticket != null && tickets.admit(ticket)) {
      return;
    }
    if (identity.isAnonymous()) {
      throw new UnauthorizedException();
    }
    if (Stream.of("serve", "experiment", "admin").noneMatch(identity::hasRole)) {
      throw new ForbiddenException();
    }
  }

  private static OutboundSseEvent event(Sse sse, String tag) {
    return sse.newEventBuilder()
        .id(tag)
        .reconnectDelay(RECONNECT_MILLIS)
        .data(Json.write(new Refetch("refetchEvaluation", tag)))
        .build();
  }

  private static ProblemException tooMany(Throwable failure) {
    return new ProblemException(
        ProblemKind.TOO_MANY_REQUESTS, "Too many clients listen already.", List.of(), failure);
  }
}
