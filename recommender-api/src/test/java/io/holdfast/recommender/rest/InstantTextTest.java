package io.holdfast.recommender.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what {@link Instant#parse} reads, and as the same. */
class InstantTextTest {
  private static final String SAMPLE = "2024-02-29T23:59:58.123456789Z";
  private static final String REPLACEMENTS = "0123456789-:.TZ+ tz";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-24T12:00:00Z",
        "2026-11-24T12:00:00.1Z",
        "2026-11-24T12:00:00.123456789Z",
        "2026-11-24T12:00:00.1234567891Z",
        "2026-11-24T12:00:00.Z",
        "2026-11-24T12:00Z",
        "2026-11-24T24:00:00Z",
        "2026-11-24T12:60:00Z",
        "2016-12-31T23:59:60Z",
        "2024-02-29T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "+12026-01-01T00:00:00Z",
        "2026-11-24T12:00:00+01:00",
        "2026-11-24t12:00:00z",
        "yesterday",
        ""
      })
  void samples(String text) {
    assertThat(InstantText.parse(text)).isEqualTo(reference(text));
  }

  @Test
  void whatTheJdkWrites() {
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < 10_000; k++) {
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000));
      assertThat(InstantText.parse(instant.toString())).isEqualTo(instant);
    }
  }

  @Test
  void samplesWithCharactersReplacedAndTakenOut() {
    SplittableRandom random = new SplittableRandom(2);
    for (int k = 0; k < 20_000; k++) {
      StringBuilder text = new StringBuilder(SAMPLE);
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.setCharAt(at, REPLACEMENTS.charAt(random.nextInt(REPLACEMENTS.length())));
      } else {
        text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
      }
      assertThat(InstantText.parse(text.toString()))
          .as(text.toString())
          .isEqualTo(reference(text.toString()));
    }
  }

  private static Instant reference(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
