package io.holdfast.stickiness.statistics;

import java.util.Locale;

/** What kind of quantity a metric is. */
public enum MetricKind {
  /** The share of users for whom something happened: {@link Moments} of values 0 and 1. */
  PROPORTION,
  /** The mean of a value per user: {@link Moments}. */
  MEAN,
  /** A sum over a sum, such as seconds over sessions, clustered by user: {@link PairMoments}. */
  RATIO,
  /** A time to an event, possibly censored: needs each user's time, not moments. */
  SURVIVAL;

  /** The name on the wire: {@code proportion}, {@code mean}, {@code ratio}, {@code survival}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
