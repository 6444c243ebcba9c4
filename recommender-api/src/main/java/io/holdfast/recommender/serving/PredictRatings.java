package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.RatingModel;
import io.holdfast.core.model.RatingPredictions;
import io.holdfast.recommender.domain.ModelRegistry;
import io.holdfast.recommender.domain.RegisteredModel;
import io.holdfast.recommender.domain.UserHistory;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Predicts the ratings that a user would give, by a model of ratings and the ratings that the user
 * gave so far, those just acknowledged among them. There is no fallback: a prediction without the
 * user's ratings would be that of somebody else. Thread-safe.
 */
@ApplicationScoped
public class PredictRatings {
  /** The probability that an interval covers a rating. */
  public static final double LEVEL = 0.95;

  private final UserHistory histories;
  private final ModelShelf shelf;
  private final LoadModels models;
  private final ModelRegistry registry;
  private final ServingSettings settings;

  PredictRatings(
      UserHistory histories,
      ModelShelf shelf,
      LoadModels models,
      ModelRegistry registry,
      ServingSettings settings) {
    this.histories = histories;
    this.shelf = shelf;
    this.models = models;
    this.registry = registry;
    this.settings = settings;
  }

  /**
   * Predicted ratings.
   *
   * @param userId whose
   * @param model which predicts
   * @param level the probability that an interval covers a rating
   * @param predictions one for each item that the model knows, in the order of asking
   * @param unknownItems the items that it does not know
   */
  public record Predicted(
      String userId,
      ModelReference model,
      double level,
      List<RatingPrediction> predictions,
      List<String> unknownItems) {
    public Predicted {
      predictions = List.copyOf(predictions);
      unknownItems = List.copyOf(unknownItems);
    }

    /** The same under the id that the caller knows the user by. */
    public Predicted told(String id) {
      return new Predicted(id, model, level, predictions, unknownItems);
    }
  }

  /**
   * The predictions. Fails with {@link UnknownModelException} if a model is named that is not
   * there, with {@link NoRatingModelException} if it or the active one predicts no ratings, and
   * with {@link io.holdfast.recommender.domain.LogUnavailableException} if the user's ratings
   * cannot be read.
   *
   * @param model null for the active one
   */
  public Uni<Predicted> predict(String userId, List<String> items, ModelReference model) {
    return Uni.combine()
        .all()
        .unis(model(model), histories.latest(userId, settings.historyLimit()))
        .asTuple()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(known -> predicted(userId, items, known.getItem1(), known.getItem2()));
  }

  private Uni<ServableModel> model(ModelReference named) {
    if (named != null) {
      return models
          .forPreview(named)
          .invoke(
              model -> {
                if (model == null) {
                  throw new UnknownModelException(named);
                }
              })
          .flatMap(this::requireRatings);
    }
    return requireRatings(shelf.shelf().active());
  }

  private Uni<ServableModel> requireRatings(ServableModel model) {
    if (model != null && model.model() instanceof RatingModel) {
      return Uni.createFrom().item(model);
    }
    String problem =
        model == null
            ? "No model is active."
            : "%s is of the kind %s, which predicts no ratings."
                .formatted(model.reference(), model.model().kind());
    return registry
        .usable()
        .map(
            usable -> {
              throw new NoRatingModelException(problem + " " + advice(usable));
            });
  }

  private static String advice(List<RegisteredModel> usable) {
    List<String> fit =
        usable.stream()
            .filter(model -> ModelKinds.isKnown(model.modelKind()))
            .filter(model -> ModelKinds.named(model.modelKind()) instanceof RatingKind)
            .map(model -> model.reference().toString())
            .toList();
    return fit.isEmpty()
        ? "Train one that does (holdfast train --model explicit-mf), register it, and name it by"
            + " model=name@version."
        : "Name one that does by model=name@version: " + String.join(", ", fit) + ".";
  }

  private Predicted predicted(
      String userId, List<String> asked, ServableModel with, List<Interaction> stored) {
    RatingModel model = (RatingModel) with.model();
    IdMap items = model.items();
    List<String> known = asked.stream().filter(items::contains).toList();
    List<String> unknown = asked.stream().filter(id -> !items.contains(id)).toList();
    RatingPredictions predictions =
        model.predict(
            Taste.of(stored, List.of(), settings, SeenRule.NOTHING).history(model),
            known.stream().mapToInt(items::indexOf).toArray());
    float[] deviations = predictions.deviations();
    List<RatingPrediction> list = new ArrayList<>(known.size());
    for (int k = 0; k < known.size(); k++) {
      list.add(
          deviations == null
              ? RatingPrediction.withoutDeviation(known.get(k), predictions.means()[k])
              : RatingPrediction.of(known.get(k), predictions.means()[k], deviations[k]));
    }
    return new Predicted(userId, with.reference(), LEVEL, list, unknown);
  }
}
