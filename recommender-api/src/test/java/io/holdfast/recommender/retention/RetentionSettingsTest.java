package io.holdfast.recommender.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void periodsThatExperimentsNeedAreNotCutShort() {
    assertThatThrownBy(() -> settings(Duration.ofDays(99), null))
        .hasMessage("holdfast.retention.interactions must be at least P100D, is PT2376H");
    assertThatThrownBy(() -> settings(null, Duration.ofDays(30)))
        .hasMessage("holdfast.retention.served must be at least P31D, is PT720H");
  }

  @Test
  void whatIsNotToldIsKeptForEver() {
    assertThat(settings(null, null).interactions()).isEmpty();
    assertThat(settings(Duration.ofDays(100), Duration.ofDays(31)).served())
        .contains(Duration.ofDays(31));
  }

  private static RetentionSettings settings(Duration interactions, Duration served) {
    return new RetentionSettings(
        Optional.ofNullable(interactions), Optional.ofNullable(served), HOUR);
  }
}
