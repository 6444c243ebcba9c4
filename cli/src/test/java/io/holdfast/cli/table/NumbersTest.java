package io.holdfast.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "7",
        "-7",
        "+7",
        "1.",
        ".5",
        "-.5",
        "1e3",
        "1E-3",
        " 12 ",
        "0.1",
        "1.10",
        "123456789012345",
        "1234567890123456",
        "9007199254740993",
        ".000000000000001",
        ".0000000000000001",
        "000000000000000000001.5"
      })
  void formsOfNumbers(String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        ".",
        "-.",
        "1.2.3",
        "1,2",
        "1 2",
        "abc",
        "NaN",
        "Infinity",
        "1d",
        "1f",
        "0x1p3",
        "--1",
        "e3",
        "1e",
        "½",
        "١"
      })
  void whatIsNone(String text) {
    assertThat(parse(text)).isNaN();
  }

  private static double parse(String text) {
    return Numbers.parse(text.toCharArray(), text.length());
  }
}
