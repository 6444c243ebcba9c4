package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.recommender.domain.UserAttributes;
import io.holdfast.recommender.popularity.PopularitySettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which segment a new user belongs to: by the request's context, and by what was declared of the
 * user where the context lacks something. Of users who have liked something already it is not
 * asked, so that nothing is read for them. Thread-safe.
 */
@ApplicationScoped
class Segments {
  private final UserAttributes attributes;
  private final PopularitySettings popularity;
  private final ServingSettings serving;
  private final AnswerInTime time;
  private final ServingMeters meters;

  Segments(
      UserAttributes attributes,
      PopularitySettings popularity,
      ServingSettings serving,
      AnswerInTime time,
      ServingMeters meters) {
    this.attributes = attributes;
    this.popularity = popularity;
    this.serving = serving;
    this.time = time;
    this.meters = meters;
  }

  /** The segment that a context tells: values by name, the most general first. */
  Map<String, String> of(Map<String, Object> context) {
    return of(context, Map.of());
  }

  /**
   * The segment of who asks; empty if nothing is known of it, or the user is not new.
   *
   * @param stored what the user did
   */
  Uni<Map<String, String>> of(RecommendationRequest request, List<Interaction> stored) {
    if (!isNew(request, stored)) {
      return Uni.createFrom().item(Map.of());
    }
    Map<String, String> told = of(request.context());
    if (request.userId() == null || told.size() == popularity.segments().size()) {
      return Uni.createFrom().item(told);
    }
    return time.read(attributes.of(request.userId()))
        .map(declared -> of(request.context(), declared))
        .onFailure()
        .recoverWithItem(
            failure -> {
              meters.attributesUnavailable(failure);
              return told;
            });
  }

  private boolean isNew(RecommendationRequest request, List<Interaction> stored) {
    return stored.stream()
            .noneMatch(
                interaction ->
                    interaction.itemId() != null
                        && serving.positiveTypes().contains(interaction.type()))
        && request.session().stream()
            .noneMatch(interaction -> serving.positiveTypes().contains(interaction.type()));
  }

  private Map<String, String> of(Map<String, Object> context, Map<String, Object> declared) {
    Map<String, String> segment = new LinkedHashMap<>();
    for (String name : popularity.segments()) {
      Object value = context.getOrDefault(name, declared.get(name));
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        segment.put(name, value.toString());
      }
    }
    return segment;
  }
}
