package io.holdfast.recommender.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/**
 * ISO-8601 instants. What nearly everybody sends, {@code 2026-11-24T12:00:00Z} with or without a
 * fraction of up to nine digits, is read here, without the formatter that {@link Instant#parse}
 * runs; everything else is left to it, so that both accept the same.
 */
final class InstantText {
  private static final int SECONDS_END = 19;
  private static final int MOST_DIGITS = 9;
  private static final long SECONDS_A_DAY = 86_400;
  private static final int NONE = -1;

  private InstantText() {}

  /** The instant; null if the text is none. */
  static Instant parse(String text) {
    Instant plain = plain(text);
    if (plain != null) {
      return plain;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Null if the text has not the plain form, or a field is out of its range. */
  private static Instant plain(String text) {
    int last = text.length() - 1;
    if (last < SECONDS_END
        || text.charAt(last) != 'Z'
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECONDS_END);
    int nanos = nanos(text, last);
    boolean inRange =
        year >= 0
            && (month >= 1 && month <= 12)
            && day >= 1
            && (hour >= 0 && hour < 24)
            && (minute >= 0 && minute < 60)
            && (second >= 0 && second < 60)
            && nanos >= 0;
    if (!inRange || day > Month.of(month).length(Year.isLeap(year))) {
      return null;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(days * SECONDS_A_DAY + (hour * 60L + minute) * 60 + second, nanos);
  }

  private static int nanos(String text, int last) {
    if (last == SECONDS_END) {
      return 0;
    }
    int digits = last - SECONDS_END - 1;
    if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > MOST_DIGITS) {
      return NONE;
    }
    int nanos = number(text, SECONDS_END + 1, last);
    for (int k = digits; k < MOST_DIGITS; k++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The number of those digits; negative if one is none. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int k = from; k < to; k++) {
      int digit = text.charAt(k) - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
