package io.holdfast.training.reader;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Function;

/** Reads the fields of a row; {@code wrong} makes the error of the row's line. */
final class Fields {
  /** Whole numbers from here on are milliseconds: in seconds this would be the year 5138. */
  private static final long FIRST_MILLISECOND = 100_000_000_000L;

  private Fields() {}

  static String id(String field, String what, Function<String, DataFileException> wrong)
      throws DataFileException {
    if (field.isBlank()) {
      throw wrong.apply(what + " is empty");
    }
    if (field.length() > 256) {
      throw wrong.apply(what + " is longer than 256 characters");
    }
    return field;
  }

  static double number(String field, String what, Function<String, DataFileException> wrong)
      throws DataFileException {
    try {
      double number = Double.parseDouble(field.strip());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong.apply(what + " is no number: " + shortened(field));
    }
    throw wrong.apply(what + " is not finite: " + field);
  }

  static Instant epochSecond(String field, Function<String, DataFileException> wrong)
      throws DataFileException {
    try {
      return Instant.ofEpochSecond(Long.parseLong(field.strip()));
    } catch (NumberFormatException | DateTimeException e) {
      throw wrong.apply("the time is no count of seconds: " + shortened(field));
    }
  }

  /** Seconds or milliseconds since 1970, or ISO 8601 with or without zone (then UTC) and time. */
  static Instant time(String field, Function<String, DataFileException> wrong)
      throws DataFileException {
    String text = field.strip();
    try {
      if (text.matches("-?\\d{1,18}")) {
        long number = Long.parseLong(text);
        return Math.abs(number) < FIRST_MILLISECOND
            ? Instant.ofEpochSecond(number)
            : Instant.ofEpochMilli(number);
      }
      if (text.length() <= 10) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      String iso = text.replace(' ', 'T');
      return hasZone(iso)
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw wrong.apply("the time is neither seconds since 1970 nor ISO 8601: " + shortened(field));
    }
  }

  static String type(String field, Function<String, DataFileException> wrong)
      throws DataFileException {
    String type = field.strip().toLowerCase(Locale.ROOT);
    if (!io.holdfast.contracts.event.Interaction.TYPE.matcher(type).matches()) {
      throw wrong.apply("the type is no lower-case word: " + shortened(field));
    }
    return type;
  }

  static String shortened(String field) {
    return field.length() <= 60 ? field : field.substring(0, 60) + "…";
  }

  private static boolean hasZone(String iso) {
    return iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
  }
}
