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
  private static final List<Integer> EVERYWHERE = List.of(401, 403, 500);

  /**
   * What belongs to one operation.
   *
   * @param request an example of the body; null if it takes none
   * @param status the status of a good answer
   * @param response an example of a good answer
   * @param problems by status, what each problem says for instance
   * @param errors by status, the body of an error that is no problem; null if there are none
   * @param mediaType that of a good answer; null for JSON
   */
  record Examples(
      Object request,
      int status,
      Object response,
      Map<Integer, String> problems,
      Map<Integer, Object> errors,
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
    response(operation, examples.status(), "Done", examples.mediaType(), examples.response());
    for (int status : EVERYWHERE) {
      if (!examples.errors().containsKey(status)) {
        problem(operation, status, null);
      }
    }
    examples
        .errors()
        .forEach(
            (status, body) ->
                response(
                    operation,
                    status,
                    ProblemKind.ofStatus(status).orElseThrow().title(),
                    JSON,
                    body));
    examples.problems().forEach((status, detail) -> problem(operation, status, detail));
    return operation;
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
