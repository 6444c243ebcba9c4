package io.holdfast.experiment.rest;

import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.domain.EntityTag;
import io.holdfast.experiment.flags.EvaluateFlags;
import io.holdfast.experiment.flags.EvaluateFlags.Answers;
import io.holdfast.experiment.flags.RateLimit;
import io.holdfast.experiment.rest.OfrepException.ErrorCode;
import io.holdfast.service.user.UserIds;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/**
 * Experiments as feature flags by the OpenFeature Remote Evaluation Protocol, OFREP 0.3.0
 * (github.com/open-feature/protocol, service/openapi.yaml). Errors are those of the protocol,
 * except for the ones it gives no body: those are problems as everywhere. Most evaluations of one
 * flag are answered by {@link EvaluationRoute} before they come here.
 */
@Path("/ofrep/v1/evaluate/flags")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"serve", "experiment", "admin"})
@Tag(name = "ofrep")
public class OfrepResource {
  private static final Logger LOG = Logger.getLogger(OfrepResource.class);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int INTERNAL_ERROR = 500;

  private final EvaluateFlags evaluate;
  private final RateLimit limit;
  private final StreamTickets tickets;
  private final UserIds ids;
  private final SecurityIdentity identity;

  OfrepResource(
      EvaluateFlags evaluate,
      RateLimit limit,
      StreamTickets tickets,
      UserIds ids,
      SecurityIdentity identity) {
    this.evaluate = evaluate;
    this.limit = limit;
    this.tickets = tickets;
    this.ids = ids;
    this.identity = identity;
  }

  /**
   * An error; what is not known is absent.
   *
   * @param key the flag, if the request was about one
   * @param errorCode what sort of error
   * @param errorDetails what happened this time
   */
  record ErrorBody(String key, String errorCode, String errorDetails) {}

  @POST
  @Path("/{key}")
  @Operation(
      operationId = "evaluateFlag",
      summary = "Evaluate a flag for a user",
      description =
          "A flag is an experiment that was started and is not archived. Its value is the"
              + " variant's, or the variant's name if it has none. Without a value, the code's"
              + " default is to be used: the user takes no part (reason UNKNOWN), or the"
              + " experiment is paused or ended undecided (DISABLED).")
  public Uni<Response> one(
      @PathParam("key") String key, byte[] body, @Context RoutingContext context) {
    return one(key, EvaluationRoute.counted(context), body);
  }

  /**
   * Evaluates a flag.
   *
   * @param counted whether the rate has the request already
   */
  Uni<Response> one(String key, boolean counted, byte[] body) {
    return answer(
        key,
        counted ? Duration.ZERO : limit.request(caller()),
        body,
        request ->
            evaluate
                .one(key, request.targetingKey(), request.context())
                .map(
                    found ->
                        found
                            .map(answer -> Response.ok(answer).build())
                            .orElseThrow(() -> unknown(key))));
  }

  @POST
  @Operation(
      operationId = "evaluateFlags",
      summary = "Evaluate all flags for a user",
      description =
          "The entity tag changes if an answer does, and once a day with the ticket of the event"
              + " stream. `flagConfigEtag` is the tag that an event of the stream brought.")
  @APIResponse(responseCode = "304", description = "No answer changed since the given entity tag")
  public Uni<Response> all(
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
      @QueryParam("flagConfigEtag") String tag,
      @QueryParam("flagConfigLastModified") String lastModified,
      byte[] body) {
    return answer(
        null,
        limit.request(caller()),
        body,
        request ->
            evaluate
                .all(request.targetingKey(), request.context(), tag)
                .map(answers -> bulk(answers, ifNoneMatch)));
  }

  private Uni<Response> answer(
      String key, Duration wait, byte[] body, Function<OfrepRequest, Uni<Response>> evaluation) {
    if (!wait.isZero()) {
      return Uni.createFrom().item(tooMany(key, wait));
    }
    try {
      return evaluation
          .apply(OfrepRequest.read(body, ids))
          .onFailure()
          .recoverWithItem(failure -> failed(key, failure));
    } catch (RuntimeException e) {
      return Uni.createFrom().item(failed(key, e));
    }
  }

  private Response bulk(Answers answers, String ifNoneMatch) {
    String body =
        """
        {"flags":[%s],"eventStreams":[{"type":"sse","endpoint":{"requestUri":"%s"},"inactivityDelaySec":%d}]}\
        """
            .formatted(
                String.join(",", answers.answers()),
                ChangeStreamResource.requestUri(tickets.issue(caller())),
                ChangeStreamResource.INACTIVITY_SECONDS);
    String tag = "\"" + EntityTag.of(body) + "\"";
    Response.ResponseBuilder response =
        Headers.names(ifNoneMatch, tag) ? Response.notModified() : Response.ok(body);
    return response
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .build();
  }

  private String caller() {
    return identity.getPrincipal().getName();
  }

  private static OfrepException unknown(String key) {
    return new OfrepException(ErrorCode.FLAG_NOT_FOUND, "There is no flag " + key + ".");
  }

  private static Response tooMany(String key, Duration wait) {
    long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
    return error(
            TOO_MANY_REQUESTS,
            new ErrorBody(key, "GENERAL", "This API key sends too many requests."))
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }

  private static Response failed(String key, Throwable failure) {
    if (failure instanceof OfrepException known) {
      ErrorCode code = known.code();
      return error(code.status(), new ErrorBody(key, code.name(), known.getMessage())).build();
    }
    UUID id = UUID.randomUUID();
    LOG.errorf(failure, "internal error %s", id);
    return error(
            INTERNAL_ERROR, new ErrorBody(null, null, "The service's log has it as " + id + "."))
        .build();
  }

  private static Response.ResponseBuilder error(int status, ErrorBody body) {
    return Response.status(status).entity(Json.write(body));
  }
}
