package io.holdfast.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "categories in ('a','b') and price < 20 and publishedAt > now()-30d",
        "not (colour = 'red' or colour exists)",
        "\"not\" = 'it''s' or \"a \"\"b\"\"\" contains 'x'",
        "price = -0.125 and size = 100000000000000000000000",
        "publishedAt > '2026-11-01T00:00:00Z' and publishedAt < now()+90m",
        "\"tags\" = 'mine' and tags = 'theirs'",
        "not not flag = true"
      })
  void aFilterIsWrittenAsPeopleWriteIt(String text) {
    assertThat(Filter.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "category = 'a'|categories = 'a'",
        "attributes.price >= 1.50|price >= 1.5",
        "( price<5 )AND a='b'|price < 5 and a = 'b'",
        "publishedAt > now()-48h|publishedAt > now()-2d",
        "publishedAt > now()-1000000w|publishedAt > now()-1000000w"
      })
  void whatCanBeWrittenInSeveralWaysIsWrittenInOne(String text, String written) {
    assertThat(Filter.parse(text).text()).isEqualTo(written);
    assertThat(Filter.parse(written)).isEqualTo(Filter.parse(text));
  }
}
