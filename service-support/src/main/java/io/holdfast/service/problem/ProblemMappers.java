package io.holdfast.service.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.holdfast.contracts.problem.FieldError;
import io.holdfast.contracts.problem.Problem;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure as a problem. What was not foreseen gets an id that the log knows too. */
public final class ProblemMappers {
  private static final int RETRY_AFTER_SECONDS = 1;
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(ProblemException failure, UriInfo uri) {
    Response.ResponseBuilder response = builder(failure.problem(uri.getPath()));
    if (failure.kind() == ProblemKind.TOO_MANY_REQUESTS
        || failure.kind() == ProblemKind.UNAVAILABLE) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.build();
  }

  @ServerExceptionMapper
  Response violations(ConstraintViolationException failure, UriInfo uri) {
    List<FieldError> errors =
        failure.getConstraintViolations().stream()
            .map(violation -> new FieldError(field(violation), violation.getMessage()))
            .toList();
    return invalid(uri, "The request has fields that are not valid.", errors);
  }

  /** The framework has a mapper for this very type, which would come first. */
  @ServerExceptionMapper
  Response mismatch(MismatchedInputException failure, UriInfo uri) {
    return json(failure, uri);
  }

  @ServerExceptionMapper
  Response json(JacksonException failure, UriInfo uri) {
    return invalid(
        uri, "The body is not the JSON that is asked for.", List.of(fieldError(failure)));
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  Response unauthenticated(Throwable failure, UriInfo uri) {
    return builder(
            Problem.of(
                ProblemKind.UNAUTHENTICATED,
                "Send an API key in the header X-API-Key.",
                uri.getPath()))
        .header(HttpHeaders.WWW_AUTHENTICATE, "ApiKey")
        .build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException failure, UriInfo uri) {
    return builder(
            Problem.of(
                ProblemKind.FORBIDDEN,
                "This API key does not have the role that this needs.",
                uri.getPath()))
        .build();
  }

  @ServerExceptionMapper
  Response web(WebApplicationException failure, UriInfo uri) {
    if (failure.getCause() instanceof JacksonException json) {
      return json(json, uri);
    }
    int status = failure.getResponse().getStatus();
    if (status < 400) {
      return failure.getResponse();
    }
    ProblemKind kind =
        ProblemKind.ofStatus(status)
            .orElse(status < 500 ? ProblemKind.INVALID_REQUEST : ProblemKind.INTERNAL_ERROR);
    return builder(Problem.of(kind, failure.getMessage(), uri.getPath())).build();
  }

  @ServerExceptionMapper
  Response unforeseen(Throwable failure, UriInfo uri) {
    if (DatabaseFailures.isUnavailable(failure)) {
      LOG.warnf("the database does not answer: %s", failure);
      return builder(
              Problem.of(
                  ProblemKind.UNAVAILABLE,
                  "The database does not answer; send the request again.",
                  uri.getPath()))
          .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
          .build();
    }
    UUID id = UUID.randomUUID();
    LOG.errorf(failure, "internal error %s", id);
    return builder(
            Problem.of(
                ProblemKind.INTERNAL_ERROR,
                "The service's log has it as " + id + ".",
                uri.getPath()))
        .build();
  }

  private static Response invalid(UriInfo uri, String detail, List<FieldError> errors) {
    return builder(Problem.of(ProblemKind.INVALID_REQUEST, detail, uri.getPath(), errors)).build();
  }

  private static Response.ResponseBuilder builder(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }

  /** Without the method and the parameter that hold the bean. */
  private static String field(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString();
    String[] steps = path.split("\\.", 3);
    return steps[steps.length - 1];
  }

  private static FieldError fieldError(JacksonException failure) {
    StringBuilder path = new StringBuilder();
    if (failure instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference step : mapping.getPath()) {
        if (step.getFieldName() == null) {
          path.append('[').append(step.getIndex()).append(']');
        } else {
          path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
        }
      }
    }
    String message = failure.getOriginalMessage().lines().findFirst().orElse("not valid");
    return new FieldError(path.isEmpty() ? "body" : path.toString(), message);
  }
}
