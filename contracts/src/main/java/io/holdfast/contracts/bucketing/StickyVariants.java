package io.holdfast.contracts.bucketing;

import java.util.Map;

/** What a user was exposed to first, experiment by experiment. */
@FunctionalInterface
public interface StickyVariants {
  /** The user was exposed to nothing. */
  StickyVariants NONE = (key, bucketVersion) -> null;

  /** What a projection of the log found: the variant by experiment, whatever the version. */
  static StickyVariants of(Map<String, String> variants) {
    return variants.isEmpty() ? NONE : (key, bucketVersion) -> variants.get(key);
  }

  /**
   * The variant that the user was exposed to first; null if to none.
   *
   * @param key the experiment
   * @param bucketVersion the version of its bucketing; a higher one forgets those before
   */
  String variant(String key, int bucketVersion);
}
