package io.holdfast.experiment.rest;

import io.holdfast.contracts.security.ApiKey;
import io.holdfast.contracts.security.Role;
import io.holdfast.experiment.flags.EvaluateFlags;
import io.holdfast.experiment.flags.RateLimit;
import io.holdfast.service.security.ApiKeyAuthentication;
import io.holdfast.service.user.UserIds;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The short way of {@code POST /ofrep/v1/evaluate/flags/{key}}: on the event loop, before the
 * layers that all other requests pass (identity, permissions, interceptors, entity readers and
 * writers), which cost several times what an evaluation does (ADR 0017). It asks for the same keys,
 * the same roles and the same rate.
 *
 * <p>It answers nothing but 200. Whatever else is to be answered, and each request that is not of
 * the plainest form, it passes on to {@link OfrepResource}, together with the body if it was read
 * already: errors have one place. Thread-safe.
 */
@Singleton
final class EvaluationRoute {
  /** Before the authentication of Quarkus, at -200. */
  private static final int ORDER = -1000;

  private static final String COUNTED = EvaluationRoute.class.getName() + ".counted";
  private static final Set<Role> ROLES = EnumSet.of(Role.SERVE, Role.EXPERIMENT, Role.ADMIN);
  private static final Set<String> JSON =
      Set.of(
          "application/json", "application/json; charset=utf-8", "application/json;charset=utf-8");
  private static final Set<String> ACCEPTED =
      Set.of("*/*", "application/json", "application/json, text/plain, */*");
  private static final CharSequence CONTENT_TYPE =
      HttpHeaders.createOptimized("application/json;charset=UTF-8");

  private final EvaluateFlags evaluate;
  private final RateLimit limit;
  private final ApiKeyAuthentication authentication;
  private final UserIds ids;

  EvaluationRoute(
      EvaluateFlags evaluate, RateLimit limit, ApiKeyAuthentication authentication, UserIds ids) {
    this.evaluate = evaluate;
    this.limit = limit;
    this.authentication = authentication;
    this.ids = ids;
  }

  void register(@Observes Router router) {
    router.post("/ofrep/v1/evaluate/flags/:key").order(ORDER).handler(this::receive);
  }

  /** Whether the request was counted for the rate before it was passed on. */
  static boolean counted(RoutingContext context) {
    return context.get(COUNTED) != null;
  }

  private void receive(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<ApiKey> caller = plain(request) ? authentication.caller(request) : Optional.empty();
    if (caller.isEmpty() || Collections.disjoint(ROLES, caller.get().roles())) {
      context.next();
      return;
    }
    request
        .body()
        .onSuccess(body -> answer(context, caller.get().id(), body))
        .onFailure(context::fail);
    // Quarkus pauses a request until somebody asks for its body in its own way.
    request.resume();
  }

  /**
   * Of a known length, and with nothing to be agreed upon before the body or about the answer. Not
   * by HTTP/2, of which Quarkus REST takes no request whose body was read.
   */
  private static boolean plain(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return request.version() == HttpVersion.HTTP_1_1
        && type != null
        && JSON.contains(type)
        && (accept == null || ACCEPTED.contains(accept))
        && isShort(request.getHeader(HttpHeaders.CONTENT_LENGTH))
        && request.getHeader(HttpHeaders.EXPECT) == null;
  }

  private static boolean isShort(String contentLength) {
    if (contentLength == null) {
      return false;
    }
    try {
      return Long.parseLong(contentLength) <= OfrepRequest.MOST_BYTES;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void answer(RoutingContext context, String caller, Buffer body) {
    OfrepRequest request;
    try {
      request = OfrepRequest.read(body.getBytes(), ids);
    } catch (OfrepException e) {
      passOn(context, body);
      return;
    }
    if (!limit.request(caller).isZero()) {
      passOn(context, body);
      return;
    }
    Sender sender = new Sender(context, body);
    try {
      evaluate
          .one(context.pathParam("key"), request.targetingKey(), request.context())
          .subscribe()
          .withSubscriber(sender);
    } catch (RuntimeException e) {
      sender.onFailure(e);
    }
  }

  /**
   * Sends what is found. A subscriber of its own, because callbacks are wrapped each to carry
   * contexts of CDI and the like along, which nothing here asks for.
   */
  private static final class Sender implements UniSubscriber<Optional<String>> {
    private final RoutingContext context;
    private final Buffer body;
    private final Context loop = Vertx.currentContext();

    Sender(RoutingContext context, Buffer body) {
      this.context = context;
      this.body = body;
    }

    @Override
    public void onSubscribe(UniSubscription subscription) {
      // An evaluation that was begun is finished, though nobody may listen any more.
    }

    @Override
    public void onItem(Optional<String> answer) {
      if (answer.isPresent()) {
        send(context, answer.get());
      } else {
        passOnCounted();
      }
    }

    @Override
    public void onFailure(Throwable failure) {
      passOnCounted();
    }

    private void passOnCounted() {
      context.put(COUNTED, true);
      loop.runOnContext(ignored -> passOn(context, body));
    }
  }

  private static void send(RoutingContext context, String answer) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE).end(answer);
  }

  private static void passOn(RoutingContext context, Buffer body) {
    ((RoutingContextInternal) context).setBody(body);
    context.next();
  }
}
