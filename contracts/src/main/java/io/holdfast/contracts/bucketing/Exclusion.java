package io.holdfast.contracts.bucketing;

/** Why a user takes no part in an experiment, in the order in which it is asked. */
public enum Exclusion {
  /** There is one variant or none: nothing to split. */
  NO_CHOICE,
  /** The user's id is empty. */
  NO_ID,
  /** The user was exposed under a version of the bucketing that is not to take part any more. */
  OLD_BUCKET_VERSION,
  /** A filter does not let the user in. */
  FILTER,
  /** The user is outside the experiment's part of its namespace. */
  NAMESPACE,
  /** The user's attributes do not meet the condition. */
  CONDITION,
  /** The version of the hash is not known here. */
  HASH_VERSION,
  /** The user's hash is in no variant's covered range. */
  COVERAGE
}
