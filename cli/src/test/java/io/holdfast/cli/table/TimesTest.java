package io.holdfast.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z,              2026-01-31T12:00:00Z",
    "2026-01-31 12:00:00Z,              2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00.250Z,          2026-01-31T12:00:00.250Z",
    "2026-01-31T12:00:00+05:30,         2026-01-31T06:30:00Z",
    "2026-01-31 12:00:00-02:00,         2026-01-31T14:00:00Z",
    "2026-01-31T12:00,                  2026-01-31T11:00:00Z",
    "2026-07-31 12:00:00,               2026-07-31T10:00:00Z",
    "2026-01-31,                        2026-01-30T23:00:00Z",
    "1769860800,                        2026-01-31T12:00:00Z",
    "1769860800.5,                      2026-01-31T12:00:00.500Z",
    "1769860800250,                     2026-01-31T12:00:00.250Z",
    "0,                                 1970-01-01T00:00:00Z",
    "-1,                                1969-12-31T23:59:59Z",
  })
  void everyForm(String text, Instant expected) {
    assertThat(Times.parse(text, ZoneId.of("Europe/Berlin"))).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-02-30T12:00:00Z",
        "2026-13-01T12:00:00Z",
        "2026-01-31T24:00:01Z",
        "31.01.2026",
        "2026-1-1",
        "2026-02-30"
      })
  void whatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Times.parse(text, ZoneOffset.UTC))
        .withMessageStartingWith("no time");
  }
}
