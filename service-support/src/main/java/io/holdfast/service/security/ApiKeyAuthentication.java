package io.holdfast.service.security;

import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.Problem;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.contracts.security.ApiKey;
import io.holdfast.contracts.security.KeyRing;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.contracts.security.Role;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Knows a caller by an API key in the header {@code X-API-Key}, as a bearer token (RFC 6750), or in
 * the cookie that the web UI's sign-in sets. A key that nobody has makes the caller anonymous, who
 * may do nothing but what is open.
 */
@Singleton
public class ApiKeyAuthentication implements HttpAuthenticationMechanism {
  /** The header that carries a key. */
  public static final String HEADER = "X-API-Key";

  /** The cookie that carries a key: HttpOnly, SameSite=Strict. */
  public static final String COOKIE = "holdfast-key";

  private static final String BEARER = "Bearer ";

  private final KeysFile keys;

  ApiKeyAuthentication(SecurityConfig config) {
    this.keys = KeysFile.open(config.keysFile());
  }

  /** The keys that are known now. */
  public KeyRing ring() {
    return keys.ring();
  }

  /** The key with that secret, if anybody has it; for the sign-in of the web UI. */
  public Optional<ApiKey> find(String secret) {
    return keys.ring().find(secret);
  }

  /** The key that a request presents, if anybody has it; wherever the request carries it. */
  public Optional<ApiKey> caller(HttpServerRequest request) {
    String secret = secret(request);
    return secret == null ? Optional.empty() : find(secret);
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    return Uni.createFrom()
        .item(caller(context.request()).map(ApiKeyAuthentication::identity).orElse(null));
  }

  private static String secret(HttpServerRequest request) {
    String secret = request.getHeader(HEADER);
    if (secret == null) {
      secret = bearer(request.getHeader("Authorization"));
    }
    if (secret == null) {
      Cookie cookie = request.getCookie(COOKIE);
      secret = cookie == null ? null : cookie.getValue();
    }
    return secret;
  }

  private static String bearer(String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }

  private static SecurityIdentity identity(ApiKey key) {
    QuarkusSecurityIdentity.Builder identity =
        QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(key.id()));
    for (Role role : key.roles()) {
      identity.addRole(role.wire());
    }
    return identity.build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "ApiKey"));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    if (context.response().ended()) {
      return Uni.createFrom().item(false);
    }
    String body =
        Json.write(
            Problem.of(
                ProblemKind.UNAUTHENTICATED,
                "Send an API key in the header " + HEADER + ".",
                context.normalizedPath()));
    context
        .response()
        .setStatusCode(401)
        .putHeader("WWW-Authenticate", "ApiKey")
        .putHeader("Content-Type", "application/problem+json");
    return Uni.createFrom()
        .completionStage(context.response().end(body).toCompletionStage())
        .replaceWith(true);
  }
}
