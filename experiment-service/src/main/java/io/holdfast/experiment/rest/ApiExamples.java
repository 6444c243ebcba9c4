package io.holdfast.experiment.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.Problem;
import io.holdfast.contracts.problem.ProblemKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Puts an example of its request, its answer and its problems at every operation of the OpenAPI
 * document. The examples are in {@code openapi-examples.json}, by operation id.
 */
public final class ApiExamples implements OASFilter {
  private static final String RESOURCE = "/io/holdfast/experiment/rest/openapi-examples.json";
  private static final String JSON = "application/json";
  private static final int OK = 200;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int UNAVAILABLE = 503;
  private static final Map<Integer, String> EVERYWHERE =
      Map.of(
          401, "Send an API key in the header X-API-Key.",
          403, "This API key does not have the role that this needs.",
          500, "The service's log has it as 0b6a3bd4-6d1f-4b0e-a7b5-2f4a2c1c9d11.");

  /**
   * What belongs to one operation.
   *
   * @param request an example of the body; null if it takes none
   * @param status the status of a good answer
   * @param response an example of a good answer
   * @param problems by status, what each problem says for instance
   * @param errors by status, the bodies of errors that are no problems, at least one each; null if
   *     there are none
   * @param mediaType that of a good answer; null for JSON
   */
  record Examples(
      Object request,
      int status,
      Object response,
      Map<Integer, String> problems,
      Map<Integer, List<Map<String, Object>>> errors,
      String mediaType) {
    Examples {
      errors = errors == null ? Map.of() : errors;
      mediaType = mediaType == null ? JSON : mediaType;
    }
  }

  private final Map<String, Examples> all;

  public ApiExamples() {
    try (InputStream in = ApiExamples.class.getResourceAsStream(RESOURCE)) {
      all = Json.mapper().readValue(in, new TypeReference<Map<String, Examples>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Operation filterOperation(Operation operation) {
    Examples examples = all.get(operation.getOperationId());
    if (examples == null) {
      return operation;
    }
    if (examples.request() != null) {
      if (operation.getRequestBody() == null) {
        operation.setRequestBody(OASFactory.createRequestBody().required(true));
      }
      operation
          .getRequestBody()
          .content(with(operation.getRequestBody().getContent(), JSON, examples.request()));
    }
    if (examples.status() != OK && operation.getResponses() != null) {
      operation.getResponses().removeAPIResponse(Integer.toString(OK));
    }
    response(operation, examples.status(), "Done", examples.mediaType(), examples.response());
    EVERYWHERE.forEach((status, detail) -> problem(operation, status, detail));
    if (examples.errors().isEmpty()) {
      problem(operation, UNAVAILABLE, "The database does not answer; send the request again.");
    }
    if (operation.getRequestBody() != null) {
      problem(operation, UNSUPPORTED_MEDIA_TYPE, "HTTP 415 Unsupported Media Type");
    }
    examples.errors().forEach((status, bodies) -> errors(operation, status, bodies));
    examples.problems().forEach((status, detail) -> problem(operation, status, detail));
    return operation;
  }

  /** Each body by its code, if there are several; in the place of a problem of that status. */
  private static void errors(Operation operation, int status, List<Map<String, Object>> bodies) {
    operation.getResponses().removeAPIResponse(Integer.toString(status));
    String title = ProblemKind.ofStatus(status).orElseThrow().title();
    response(operation, status, title, JSON, bodies.getFirst());
    if (bodies.size() > 1) {
      MediaType type =
          operation
              .getResponses()
              .getAPIResponse(Integer.toString(status))
              .getContent()
              .getMediaType(JSON);
      type.setExample(null);
      bodies.forEach(
          body ->
              type.addExample(
                  (String) body.get("errorCode"), OASFactory.createExample().value(body)));
    }
  }

  private static void problem(Operation operation, int status, String detail) {
    ProblemKind kind = ProblemKind.ofStatus(status).orElseThrow();
    Object example =
        Json.mapper()
            .convertValue(
                Problem.of(kind, detail, null), new TypeReference<Map<String, Object>>() {});
    response(operation, status, kind.title(), Problem.MEDIA_TYPE, example);
  }

  private static void response(
      Operation operation, int status, String description, String mediaType, Object example) {
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    String code = Integer.toString(status);
    APIResponse response = operation.getResponses().getAPIResponse(code);
    if (response == null) {
      response = OASFactory.createAPIResponse();
      operation.getResponses().addAPIResponse(code, response);
    }
    response.description(description).content(with(response.getContent(), mediaType, example));
  }

  private static Content with(Content content, String mediaType, Object example) {
    Content changed = content == null ? OASFactory.createContent() : content;
    MediaType type = changed.getMediaType(mediaType);
    if (type == null) {
      type = OASFactory.createMediaType();
      changed.addMediaType(mediaType, type);
    }
    type.setExample(example);
    return changed;
  }
}
