package io.holdfast.recommender.rest;

import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.Problem;
import io.holdfast.contracts.problem.ProblemKind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;

/**
 * Bounds the bodies of JSON requests, which are read into memory: the server's own limit has to be
 * that of artifacts, which are streamed. A body of unknown length is refused, so that the bound
 * holds before anything is read.
 */
@ApplicationScoped
class BodyLimit {
  private static final int BEFORE_THE_ROUTES = 400;
  private static final long MOST_BYTES = 16L << 20;
  private static final long LINGER_MILLIS = 2000;
  private static final int LENGTH_REQUIRED = 411;
  private static final String ARTIFACTS = "/v1/models";

  void register(@Observes Filters filters) {
    filters.register(BodyLimit::check, BEFORE_THE_ROUTES);
  }

  private static void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.path().equals(ARTIFACTS)) {
      context.next();
      return;
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null && request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      refuse(
          context,
          new Problem(
              URI.create("urn:holdfast:problem:length-required"),
              "The length of the body is needed",
              LENGTH_REQUIRED,
              "Send the header Content-Length.",
              request.path(),
              null));
    } else if (length != null && isTooLong(length)) {
      refuse(
          context,
          Problem.of(
              ProblemKind.PAYLOAD_TOO_LARGE,
              "A body may have " + MOST_BYTES + " bytes.",
              request.path()));
    } else {
      context.next();
    }
  }

  private static boolean isTooLong(String length) {
    try {
      return Long.parseLong(length.strip()) > MOST_BYTES;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  /**
   * Answers at once. What still comes of the body is dropped unread for a while, because a client
   * that is cut off while it sends does not see the answer; then the connection is closed.
   */
  private static void refuse(RoutingContext context, Problem problem) {
    HttpServerRequest request = context.request();
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(Json.write(problem));
    if (!request.isEnded()) {
      request.handler(dropped -> {}).resume();
    }
    context.vertx().setTimer(LINGER_MILLIS, ignored -> request.connection().close());
  }
}
