package io.holdfast.core.filter;

/** A text is no filter. */
public final class FilterSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int position;

  FilterSyntaxException(int position, String message) {
    super("%s, at character %d".formatted(message, position + 1));
    this.position = position;
  }

  /** The index of the character where it goes wrong, from 0. */
  public int position() {
    return position;
  }
}
