package io.holdfast.training.data;

import io.holdfast.core.artifact.DataDescription;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.training.reader.PositiveTypes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Collects interactions and their fingerprint: the SHA-256 over {@code user TAB item TAB value TAB
 * epochSecond LF} of each, in the order in which they are added. Interactions that do not speak for
 * an item are passed over; of the others the log keeps the type. A missing value is 1, a negative
 * one 0. Not thread-safe.
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

  /** Adds an interaction if it speaks for an item. */
  public void add(String userId, String itemId, String type, Double value, long epochSecond) {
    if (itemId == null || !PositiveTypes.contains(type)) {
      return;
    }
    float weight = value == null ? 1f : Math.max(value.floatValue(), 0f);
    log.add(userId, itemId, weight, epochSecond, type);
    digest.update(
        (userId + '\t' + itemId + '\t' + weight + '\t' + epochSecond + '\n')
            .getBytes(StandardCharsets.UTF_8));
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
}
