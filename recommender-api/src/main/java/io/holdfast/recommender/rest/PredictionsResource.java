package io.holdfast.recommender.rest;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.recommender.serving.PredictRatings;
import io.holdfast.service.user.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Predicted ratings. */
@Path("/v1/users/{id}/predictions")
@Tag(name = "recommendations")
@Produces(MediaType.APPLICATION_JSON)
public class PredictionsResource {
  private static final int MOST_ITEMS = 1000;

  private final PredictRatings predict;

  PredictionsResource(PredictRatings predict) {
    this.predict = predict;
  }

  @GET
  @RolesAllowed({"serve", "admin"})
  @Operation(
      operationId = "predictRatings",
      summary = "Predict the ratings that a user would give",
      description =
          "By the ratings that the user gave so far. A model that knows how sure it is tells a"
              + " standard deviation, and an interval that covers the rating with the probability"
              + " `level`. 409 if the model predicts no ratings: the problem names those that do.")
  @APIResponse(
      responseCode = "200",
      description = "The predictions, in the order of asking",
      content =
          @Content(
              schema = @Schema(implementation = PredictRatings.Predicted.class),
              examples =
                  @ExampleObject(
                      name = "predictions",
                      value =
                          """
                          {"userId": "u-17", "model": "explicit-mf@20261124T043000Z-1a2b3c4d",
                           "level": 0.95,
                           "predictions": [{"itemId": "i-204", "rating": 4.31,
                             "standardDeviation": 0.82, "interval": [2.7, 5.92]}],
                           "unknownItems": ["i-new"]}
                          """)))
  public Uni<PredictRatings.Predicted> predict(
      @PathParam("id") UserId id,
      @Parameter(description = "Items to predict ratings of, 1 to 1000", example = "i-204")
          @QueryParam("items")
          List<String> items,
      @Parameter(
              description = "The model that predicts, name@version; the active one if absent",
              example = "explicit-mf@20261124T043000Z-1a2b3c4d")
          @QueryParam("model")
          String model) {
    UserId user = Texts.requireId("id", id);
    Texts.requireRange("items", items.size(), 1, MOST_ITEMS);
    items.forEach(item -> Texts.requireId("items", item));
    return predict
        .predict(user.stored(), items, reference(model))
        .map(predicted -> predicted.told(user.told()));
  }

  private static ModelReference reference(String text) {
    try {
      return text == null ? null : ModelReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("model", "must be written name@version");
    }
  }
}
