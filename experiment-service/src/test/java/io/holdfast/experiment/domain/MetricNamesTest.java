package io.holdfast.experiment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "retention-day-0",
        "retention-day-7",
        "retention-7-14",
        "session-seconds",
        "sessions-per-user",
        "active-days-28"
      })
  void knowsWhatCanDecide(String id) {
    assertThat(MetricNames.objection(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "clicks",
        "retention-day-",
        "retention-day-07",
        "retention-14-7",
        "retention-7-7",
        "retention-day-1000",
        "active-days-7"
      })
  void refusesEverythingElse(String id) {
    assertThat(MetricNames.objection(id))
        .hasValueSatisfying(text -> assertThat(text).contains("must be one of"));
  }

  @ParameterizedTest
  @ValueSource(strings = "return-days-14")
  void saysWhyReturnTimeCannotDecide(String id) {
    assertThat(MetricNames.objection(id).orElseThrow()).contains("no always-valid interval");
  }
}
