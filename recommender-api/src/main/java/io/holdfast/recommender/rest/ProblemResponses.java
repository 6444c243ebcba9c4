package io.holdfast.recommender.rest;

import io.holdfast.contracts.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to every operation of the OpenAPI document the problems that it may answer with. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {
  private static final Map<String, String> EVERYWHERE = new LinkedHashMap<>();
  private static final Set<String> CONFLICTS =
      Set.of(
          "putUser",
          "registerModel",
          "activateModel",
          "retireModel",
          "advanceClock",
          "predictRatings",
          "putScenario",
          "deleteScenario");
  private static final Set<String> LOOK_UPS =
      Set.of(
          "getItem",
          "listSimilarItems",
          "deleteItem",
          "liftErasure",
          "recommend",
          "getModel",
          "activateModel",
          "retireModel",
          "advanceClock",
          "predictRatings",
          "getScenario",
          "deleteScenario",
          "listScenarioVersions");

  static {
    EVERYWHERE.put("400", "Fields are missing or wrong; errors names each");
    EVERYWHERE.put("401", "No API key, or one that nobody knows");
    EVERYWHERE.put("403", "The API key does not have the role");
    EVERYWHERE.put("500", "Something went wrong; detail has the id of the log's entry");
    EVERYWHERE.put("503", "The service cannot answer now; Retry-After says when to try again");
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getPaths() == null) {
      return;
    }
    for (PathItem path : document.getPaths().getPathItems().values()) {
      path.getOperations().values().forEach(ProblemResponses::addTo);
    }
  }

  private static void addTo(Operation operation) {
    EVERYWHERE.forEach((status, description) -> add(operation, status, description));
    if (LOOK_UPS.contains(operation.getOperationId())) {
      add(operation, "404", "There is no such thing");
    }
    if (CONFLICTS.contains(operation.getOperationId())) {
      add(operation, "409", "The present state does not allow it");
    }
    if (operation.getRequestBody() != null) {
      add(operation, "411", "The body's length is needed");
      add(operation, "413", "The body is too large");
      add(operation, "415", "The body has a media type that is not understood");
    }
    if ("ingestInteractions".equals(operation.getOperationId())) {
      add(operation, "429", "Too many interactions wait; Retry-After says when to try again");
    }
  }

  private static void add(Operation operation, String status, String description) {
    Map<String, APIResponse> known = operation.getResponses().getAPIResponses();
    if (known != null && known.containsKey(status) && known.get(status).getContent() != null) {
      return;
    }
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", "urn:holdfast:problem:" + name(status));
    example.put("title", description);
    example.put("status", Integer.parseInt(status));
    operation
        .getResponses()
        .addAPIResponse(
            status,
            OASFactory.createAPIResponse()
                .description(description)
                .content(
                    OASFactory.createContent()
                        .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                .schema(
                                    OASFactory.createSchema().ref("#/components/schemas/Problem"))
                                .examples(
                                    Map.of(
                                        "problem", OASFactory.createExample().value(example))))));
  }

  private static String name(String status) {
    return switch (status) {
      case "400" -> "invalid-request";
      case "401" -> "unauthenticated";
      case "403" -> "forbidden";
      case "404" -> "not-found";
      case "409" -> "conflict";
      case "411" -> "length-required";
      case "413" -> "payload-too-large";
      case "415" -> "unsupported-media-type";
      case "429" -> "too-many-requests";
      case "503" -> "unavailable";
      default -> "internal-error";
    };
  }
}
