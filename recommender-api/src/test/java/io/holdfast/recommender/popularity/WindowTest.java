package io.holdfast.recommender.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
  @Test
  void isSpelledInDaysWhereTheyAreWhole() {
    assertThat(Window.parse("7d").length()).isEqualTo(Duration.ofDays(7));
    assertThat(Window.parse("24h")).isEqualTo(Window.parse("1d")).hasToString("1d");
    assertThat(Window.parse("36h")).hasToString("36h").isGreaterThan(Window.parse("1d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d", "7", "0d", "-1d", "7w", "1.5h", "99999h", " 7d"})
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.parse(text))
        .withMessageEndingWith("not " + text);
  }

  @Test
  void refusesPartsOfAnHour() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Window(Duration.ofMinutes(90)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Window(Duration.ZERO));
  }
}
