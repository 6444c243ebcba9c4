package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.History;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.RatingModel;
import io.holdfast.recommender.serving.RecommendationRequest.SessionInteraction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a user or session when a list is made: what was liked, in time order, and what
 * was seen. Each positive interaction weighs 1, as in training; an item that the user disliked
 * since does not count as liked. A rating's value counts for models of ratings alone.
 *
 * @param liked positive interactions, earliest first
 * @param rated ratings that told a value, earliest first
 * @param seen ids of items that the user has dealt with
 * @param segment of a new user, the values by which the user belongs to a segment, the most general
 *     first; empty if nothing is known of it
 */
record Taste(List<Liked> liked, List<Rated> rated, Set<String> seen, Map<String, String> segment) {
  /** That of someone of whom nothing is known. */
  static final Taste NONE = new Taste(List.of(), List.of(), Set.of(), Map.of());

  private static final String DISLIKE = "dislike";
  private static final float WEIGHT = 1f;

  /** One positive interaction. */
  record Liked(String itemId, String type, long epochSecond) {}

  /** One rating; {@code criteria} are those by criterion. */
  record Rated(String itemId, float value, long epochSecond, Map<String, Double> criteria) {}

  /**
   * The taste that stored and told interactions show.
   *
   * @param stored the user's interactions, newest first
   * @param told the request's own, in the order in which they happened
   * @param seen which of them make an item seen
   */
  static Taste of(
      List<Interaction> stored,
      List<SessionInteraction> told,
      ServingSettings settings,
      SeenRule seen) {
    Collector collector = new Collector(settings, seen);
    for (SessionInteraction interaction : told.reversed()) {
      collector.add(
          interaction.itemId(), interaction.type(), interaction.occurredAt().getEpochSecond());
    }
    for (Interaction interaction : stored) {
      if (interaction.itemId() != null) {
        collector.add(
            interaction.itemId(), interaction.type(), interaction.occurredAt().getEpochSecond());
        if (interaction.type().equals(RatingKind.RATING)
            && interaction.value() != null
            && interaction.value() >= 0) {
          collector.rated.add(
              new Rated(
                  interaction.itemId(),
                  interaction.value().floatValue(),
                  interaction.occurredAt().getEpochSecond(),
                  interaction.criteria()));
        }
      }
    }
    return new Taste(
        collector.liked.reversed(), collector.rated.reversed(), collector.seen, Map.of());
  }

  /** The same of someone of a segment. */
  Taste in(Map<String, String> other) {
    return new Taste(liked, rated, seen, other);
  }

  /** The part of it that a model knows and understands. */
  History history(RankingModel model) {
    return model instanceof RatingModel ? ratings(model.items()) : likes(model.items());
  }

  private History ratings(IdMap items) {
    History.Builder history = History.builder(items);
    for (Rated rating : rated) {
      history.add(
          rating.itemId(),
          rating.value(),
          rating.epochSecond(),
          RatingKind.RATING,
          rating.criteria());
    }
    return history.build();
  }

  private History likes(IdMap items) {
    History.Builder history = History.builder(items);
    for (Liked interaction : liked) {
      history.add(interaction.itemId(), WEIGHT, interaction.epochSecond(), interaction.type());
    }
    return history.build();
  }

  /** Takes interactions newest first. */
  private static final class Collector {
    private final ServingSettings settings;
    private final SeenRule seenRule;
    private final List<Liked> liked = new ArrayList<>();
    private final List<Rated> rated = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> disliked = new HashSet<>();

    Collector(ServingSettings settings, SeenRule seenRule) {
      this.settings = settings;
      this.seenRule = seenRule;
    }

    void add(String itemId, String type, long epochSecond) {
      if (seenRule.counts(type, epochSecond)) {
        seen.add(itemId);
      }
      if (type.equals(DISLIKE)) {
        disliked.add(itemId);
      } else if (settings.positiveTypes().contains(type) && !disliked.contains(itemId)) {
        liked.add(new Liked(itemId, type, epochSecond));
      }
    }
  }
}
