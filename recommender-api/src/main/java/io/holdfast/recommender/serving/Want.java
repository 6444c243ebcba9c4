package io.holdfast.recommender.serving;

/** Who wants a model in memory, the most important first. */
enum Want {
  /** Everybody: it is the active one, the popularity to fall back on, or what serves until then. */
  SERVING,
  /** A running experiment. */
  EXPERIMENT,
  /** A preview. */
  PREVIEW,
  /** Nobody now; it served or was looked at before and may be wanted again. */
  NOBODY;

  /** Whether a model that is wanted by this may push out another that is wanted by {@code by}. */
  boolean mayPushOut(Want by) {
    return compareTo(by) < 0 || (this == by && compareTo(PREVIEW) >= 0);
  }
}
