package io.holdfast.contracts.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of problems that a service answers with. The type never changes its meaning. */
public enum ProblemKind {
  /** A field is missing or wrong; {@code errors} names each. */
  INVALID_REQUEST(400, "The request is not valid"),
  /** No key, or one that nobody knows. */
  UNAUTHENTICATED(401, "A valid API key is needed"),
  /** The key lacks the role. */
  FORBIDDEN(403, "The API key does not have the role that this needs"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The address does not answer this method"),
  NOT_ACCEPTABLE(406, "No media type that the request accepts can be produced"),
  /** The state of things does not allow it. */
  CONFLICT(409, "The request conflicts with the present state"),
  PRECONDITION_FAILED(412, "Someone else changed it meanwhile"),
  PAYLOAD_TOO_LARGE(413, "The request body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The request body has a media type that is not understood"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  INTERNAL_ERROR(500, "Something went wrong on our side"),
  /** Not now, for instance while starting or when a buffer is full; trying again is right. */
  UNAVAILABLE(503, "The service cannot answer now");

  private static final String TYPE_PREFIX = "urn:holdfast:problem:";

  private final int status;
  private final String title;
  private final URI type;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
    this.type = URI.create(TYPE_PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** A summary that does not change from occurrence to occurrence. */
  public String title() {
    return title;
  }

  /** The name on the wire, e.g. {@code not-found}. */
  public String wire() {
    return type.toString().substring(TYPE_PREFIX.length());
  }

  /** {@code urn:holdfast:problem:} and the name on the wire. */
  public URI type() {
    return type;
  }

  /** The kind that answers with that status, if one does. */
  public static Optional<ProblemKind> ofStatus(int status) {
    return Arrays.stream(values()).filter(kind -> kind.status == status).findFirst();
  }
}
