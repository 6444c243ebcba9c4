package io.holdfast.training.data;

import io.holdfast.core.artifact.DataDescription;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.training.reader.PositiveTypes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects interactions and their fingerprint: the SHA-256 over {@code user TAB item TAB value TAB
 * epochSecond LF} of each, in the order in which they are added; ratings by criterion stand before
 * the LF as {@code TAB name = rating}, in order of names. Interactions that do not speak for an
 * item are passed over; of the others the log keeps the type. A missing value is 1, a negative one
 * 0. Not thread-safe.
 */
public final class TrainingDataBuilder {
  private final String source;
  private final InteractionLog.Builder log = InteractionLog.builder();
  private final MessageDigest digest;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;

  /** Nothing yet, from {@code source}. */
  public TrainingDataBuilder(String source) {
    this.source = source;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /** {@link #add(String, String, String, Double, Map, long)} without ratings by criterion. */
  public void add(String userId, String itemId, String type, Double value, long epochSecond) {
    add(userId, itemId, type, value, Map.of(), epochSecond);
  }

  /**
   * Adds an interaction if it speaks for an item.
   *
   * @param criteria ratings by criterion, null if there are none; one that is null or beyond
   *     float32 is passed over
   */
  public void add(
      String userId,
      String itemId,
      String type,
      Double value,
      Map<String, Double> criteria,
      long epochSecond) {
    if (itemId == null || !PositiveTypes.contains(type)) {
      return;
    }
    float weight = value == null ? 1f : Math.max(value.floatValue(), 0f);
    SortedMap<String, Double> told = told(criteria);
    log.add(userId, itemId, weight, epochSecond, type, told);
    StringBuilder line = new StringBuilder();
    line.append(userId).append('\t').append(itemId).append('\t').append(weight);
    line.append('\t').append(epochSecond);
    told.forEach((name, rating) -> line.append('\t').append(name).append('=').append(rating));
    digest.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    from = Math.min(from, epochSecond);
    to = Math.max(to, epochSecond);
  }

  /**
   * What was added.
   *
   * @throws IllegalArgumentException if that is nothing
   */
  public TrainingData build() {
    if (log.size() == 0) {
      throw new IllegalArgumentException(
          "there is nothing to train on in "
              + source
              + ": no interaction of a type among "
              + PositiveTypes.ALL);
    }
    InteractionLog built = log.build();
    return new TrainingData(
        built,
        new DataDescription(
            source,
            HexFormat.of().formatHex(digest.digest()),
            built.users().size(),
            built.items().size(),
            built.size(),
            Instant.ofEpochSecond(from),
            Instant.ofEpochSecond(to)));
  }

  private static SortedMap<String, Double> told(Map<String, Double> criteria) {
    SortedMap<String, Double> told = new TreeMap<>();
    if (criteria != null) {
      criteria.forEach(
          (name, rating) -> {
            if (rating != null && Float.isFinite(rating.floatValue())) {
              told.put(name, rating);
            }
          });
    }
    return told;
  }
}
