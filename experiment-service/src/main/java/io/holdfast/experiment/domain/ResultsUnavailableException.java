package io.holdfast.experiment.domain;

/** There are no results to be had now; the message says why, beginning with a kebab-case word. */
public final class ResultsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param word a kebab-case word, e.g. {@code metrics-unavailable}
   * @param particulars what exactly
   * @param cause what was thrown; null if nothing was
   */
  public ResultsUnavailableException(String word, String particulars, Throwable cause) {
    super(word + ": " + particulars, cause);
  }
}
