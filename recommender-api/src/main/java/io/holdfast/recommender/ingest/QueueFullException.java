package io.holdfast.recommender.ingest;

import java.time.Duration;

/** So many interactions wait that no more are taken in: try again after a pause. */
public final class QueueFullException extends RuntimeException {
  private final transient Duration pause;

  QueueFullException(int waiting, Duration pause) {
    super(waiting + " interactions wait already", null, false, false);
    this.pause = pause;
  }

  /** How long to wait before the next attempt. */
  public Duration pause() {
    return pause;
  }
}
