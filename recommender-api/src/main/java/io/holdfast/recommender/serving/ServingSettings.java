package io.holdfast.recommender.serving;

import java.time.Duration;
import java.util.Set;

/**
 * How lists are made.
 *
 * @param historyLimit how many of a user's last interactions count
 * @param positiveTypes interactions of these types say what a user likes
 * @param seenTypes interactions of these types make an item seen
 * @param popularityDays how far back popularity is counted where no model tells it
 * @param popularityInterval how often it is read then
 * @param modelPollInterval how often to look whether other models are wanted
 * @param previewModels how many models are kept loaded for previews
 * @param rankingThreads how many lists are ranked at once
 */
public record ServingSettings(
    int historyLimit,
    Set<String> positiveTypes,
    Set<String> seenTypes,
    int popularityDays,
    Duration popularityInterval,
    Duration modelPollInterval,
    int previewModels,
    int rankingThreads) {
  public ServingSettings {
    positiveTypes = Set.copyOf(positiveTypes);
    seenTypes = Set.copyOf(seenTypes);
  }
}
