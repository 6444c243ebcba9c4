package io.holdfast.metrics.rest;

import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Adds to every operation of the OpenAPI document the problems that it may answer with: of the key
 * to each, of a parameter to those that have one, of what is not there to those that name it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getPaths() == null) {
      return;
    }
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations().values().forEach(operation -> addTo(path, operation)));
  }

  private static void addTo(String path, Operation operation) {
    if (operation.getParameters() != null
        && operation.getParameters().stream()
            .anyMatch(parameter -> parameter.getIn() == Parameter.In.QUERY)) {
      add(operation, "400", "A parameter is not valid.", Examples.INVALID);
    }
    add(operation, "401", "No valid API key.", Examples.UNAUTHENTICATED);
    add(operation, "403", "The key lacks the role.", Examples.FORBIDDEN);
    add(operation, "503", "The database does not answer now.", Examples.UNAVAILABLE);
    if (path.contains("{key}")) {
      add(operation, "404", "No such experiment.", Examples.NOT_FOUND);
    }
  }

  /** Unless the operation describes it itself. */
  private static void add(Operation operation, String status, String description, String example) {
    if (operation.getResponses().hasAPIResponse(status)
        && operation.getResponses().getAPIResponse(status).getContent() != null) {
      return;
    }
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
                                        "problem",
                                        OASFactory.createExample()
                                            .value(Json.read(example, Map.class)))))));
  }
}
