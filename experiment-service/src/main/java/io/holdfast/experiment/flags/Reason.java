package io.holdfast.experiment.flags;

/**
 * Why a flag gives what it gives; the reasons of OFREP 0.3.0 (schema {@code evaluationSuccess}),
 * spelled as there.
 */
public enum Reason {
  /** The same for everyone: the experiment is over. */
  STATIC,
  /** Someone asked for it, to look at it. */
  TARGETING_MATCH,
  /** The hash of the user decided, now or when the user was exposed first. */
  SPLIT,
  /** The experiment is paused or ended undecided: the code's default holds. */
  DISABLED,
  /** The user takes no part: the code's default holds. OFREP has no reason of its own for that. */
  UNKNOWN
}
