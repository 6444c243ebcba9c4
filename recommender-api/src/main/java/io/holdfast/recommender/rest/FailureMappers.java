package io.holdfast.recommender.rest;

import io.holdfast.contracts.problem.Problem;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.recommender.domain.LogUnavailableException;
import io.holdfast.recommender.ingest.QueueFullException;
import io.holdfast.recommender.serving.NoRatingModelException;
import io.holdfast.recommender.serving.UnknownModelException;
import io.holdfast.service.observability.PersonalPaths;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The failures of this service's use cases as problems. */
final class FailureMappers {
  private static final Logger LOG = Logger.getLogger(FailureMappers.class);
  private static final int PAUSE_SECONDS = 2;

  @ServerExceptionMapper
  Response full(QueueFullException failure, UriInfo uri) {
    return response(ProblemKind.TOO_MANY_REQUESTS, failure.getMessage(), uri)
        .header(HttpHeaders.RETRY_AFTER, Math.max(1, failure.pause().toSeconds()))
        .build();
  }

  @ServerExceptionMapper({
    LogUnavailableException.class,
    TimeoutException.class,
    CircuitBreakerOpenException.class
  })
  Response unavailable(Throwable failure, UriInfo uri) {
    LOG.warnf(
        "%s could not be answered: %s", PersonalPaths.masked(uri.getPath()), failure.toString());
    return response(
            ProblemKind.UNAVAILABLE, "The database does not answer; send the request again.", uri)
        .header(HttpHeaders.RETRY_AFTER, PAUSE_SECONDS)
        .build();
  }

  @ServerExceptionMapper
  Response unknownModel(UnknownModelException failure, UriInfo uri) {
    return response(ProblemKind.NOT_FOUND, failure.getMessage(), uri).build();
  }

  @ServerExceptionMapper
  Response noRatings(NoRatingModelException failure, UriInfo uri) {
    return response(ProblemKind.CONFLICT, failure.getMessage(), uri).build();
  }

  private static Response.ResponseBuilder response(ProblemKind kind, String detail, UriInfo uri) {
    return Response.status(kind.status())
        .type(Problem.MEDIA_TYPE)
        .entity(Problem.of(kind, detail, uri.getPath()));
  }
}
