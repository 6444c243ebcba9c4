package io.holdfast.recommender.serving;

/** Ratings were to be predicted by a model that predicts none; the message says what to do. */
public final class NoRatingModelException extends RuntimeException {
  NoRatingModelException(String message) {
    super(message, null, false, false);
  }
}
