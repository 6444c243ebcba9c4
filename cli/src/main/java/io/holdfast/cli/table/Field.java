package io.holdfast.cli.table;

import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * One column of the row that was read last. The text lives in a buffer that the next row
 * overwrites: keep {@link #toString()} or a number of {@link TextIndex}, never the field. Not
 * thread-safe.
 */
public final class Field implements CharSequence {
  private static final int MOST_SHOWN = 60;
  private static final int MAX_ID = 256;

  private final String column;
  private final CsvTable table;
  private char[] characters = new char[32];
  private int length;

  Field(String column, CsvTable table) {
    this.column = column;
    this.table = table;
  }

  void set(char[] buffer, int offset, int count) {
    if (count > characters.length) {
      characters = new char[Math.max(count, 2 * characters.length)];
    }
    System.arraycopy(buffer, offset, characters, 0, count);
    length = count;
  }

  /** The name of the column. */
  public String column() {
    return column;
  }

  /** Whether there is nothing but white space. */
  public boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (!Character.isWhitespace(characters[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Checks that this can name something.
   *
   * @return this
   * @throws TableException if it is blank or longer than 256 characters
   */
  public Field id() throws TableException {
    if (isBlank()) {
      throw error("is empty");
    }
    if (length > MAX_ID) {
      throw error("is longer than " + MAX_ID + " characters");
    }
    return this;
  }

  /**
   * The decimal number that stands here, such as {@code 12}, {@code -0.5} or {@code 1e-3}.
   *
   * @throws TableException if there is none, or it is beyond the range of a double
   */
  public double number() throws TableException {
    double number = Numbers.parse(characters, length);
    if (Double.isFinite(number)) {
      return number;
    }
    throw error(isBlank() ? "is empty, not a number" : "is no number: " + shown());
  }

  /**
   * The time that stands here in milliseconds since 1970: {@link Times#parse}, UTC where no offset
   * is given.
   *
   * @throws TableException if there is none
   */
  public long epochMillis() throws TableException {
    try {
      return Times.parse(this, ZoneOffset.UTC);
    } catch (IllegalArgumentException e) {
      throw error("is " + e.getMessage());
    }
  }

  /** That this field is wrong; {@code what} follows the column's name. */
  public TableException error(String what) {
    return table.error(column + " " + what);
  }

  /** Whether exactly this text stands here. */
  public boolean is(String text) {
    return text.length() == length && text.contentEquals(this);
  }

  /** The text on one line, shortened for a message. */
  public String shown() {
    String start = new String(characters, 0, Math.min(length, MOST_SHOWN));
    return start.replaceAll("\\p{Cntrl}", " ") + (length <= MOST_SHOWN ? "" : "…");
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return characters[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(characters, start, end - start);
  }

  @Override
  public String toString() {
    return new String(characters, 0, length);
  }

  /** Whether another text is the same, character by character. */
  boolean isAt(char[] other, int offset, int count) {
    return Arrays.equals(characters, 0, length, other, offset, offset + count);
  }

  /** Copies the text; there must be room for it. */
  void copyTo(char[] target, int offset) {
    System.arraycopy(characters, 0, target, offset, length);
  }

  /** A hash of the text with all its bits mixed. */
  int hash() {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + characters[i];
    }
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }
}
