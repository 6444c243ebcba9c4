package io.holdfast.contracts.bucketing;

/** What a user was exposed to first, experiment by experiment. */
@FunctionalInterface
public interface StickyVariants {
  /** The user was exposed to nothing. */
  StickyVariants NONE = (key, bucketVersion) -> null;

  /**
   * The variant that the user was exposed to first; null if to none.
   *
   * @param key the experiment
   * @param bucketVersion the version of its bucketing; a higher one forgets those before
   */
  String variant(String key, int bucketVersion);
}
