package io.holdfast.cli.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads times. */
public final class Times {
  /** Whole numbers from here on are milliseconds: in seconds this would be the year 5138. */
  private static final long FIRST_MILLISECOND = 100_000_000_000L;

  private static final int DATE = "2026-01-31".length();
  private static final int SECOND = "2026-01-31T12:00:00".length();

  private Times() {}

  /**
   * Milliseconds since 1970 of a time that is given as seconds since 1970 (with decimals or
   * without), as milliseconds since 1970 (from 10¹¹ on), or in ISO 8601: a date, or a date and a
   * time with T or a space between them, with or without an offset.
   *
   * @param zone where dates and times without an offset are meant
   * @throws IllegalArgumentException if it is none of these; the message begins with "no time"
   */
  public static long parse(CharSequence text, ZoneId zone) {
    if (isUtcSecond(text)) {
      return utcSecond(text);
    }
    String time = text.toString().strip();
    try {
      if (time.matches("-?\\d{1,18}")) {
        long number = Long.parseLong(time);
        return Math.abs(number) < FIRST_MILLISECOND ? 1_000 * number : number;
      }
      if (time.matches("-?\\d{1,11}\\.\\d{1,9}")) {
        return Math.round(1_000 * Double.parseDouble(time));
      }
      if (time.length() == DATE) {
        return LocalDate.parse(time).atStartOfDay(zone).toInstant().toEpochMilli();
      }
      String iso = time.replace(' ', 'T');
      return hasOffset(iso)
          ? OffsetDateTime.parse(iso).toInstant().toEpochMilli()
          : LocalDateTime.parse(iso).atZone(zone).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "no time: " + time + " (seconds or milliseconds since 1970, or ISO 8601)", e);
    }
  }

  private static boolean hasOffset(String iso) {
    return iso.endsWith("Z") || iso.lastIndexOf('+') > DATE || iso.lastIndexOf('-') > DATE;
  }

  /** Whether it looks like {@code 2026-01-31T12:00:00Z}, the form that most exports have. */
  private static boolean isUtcSecond(CharSequence text) {
    if (text.length() != SECOND + 1 || text.charAt(SECOND) != 'Z') {
      return false;
    }
    for (int i = 0; i < SECOND; i++) {
      char c = text.charAt(i);
      boolean fits =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T' || c == ' ';
            case 13, 16 -> c == ':';
            default -> c >= '0' && c <= '9';
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static long utcSecond(CharSequence text) {
    try {
      return 1_000
          * LocalDateTime.of(
                  100 * twoDigits(text, 0) + twoDigits(text, 2),
                  twoDigits(text, 5),
                  twoDigits(text, 8),
                  twoDigits(text, 11),
                  twoDigits(text, 14),
                  twoDigits(text, 17))
              .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time: " + text + " (" + e.getMessage() + ")", e);
    }
  }

  private static int twoDigits(CharSequence text, int at) {
    return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
  }
}
