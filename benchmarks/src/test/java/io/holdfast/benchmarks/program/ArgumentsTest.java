package io.holdfast.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void readsNumbersAndLists() {
    Arguments arguments =
        Arguments.parse(
            List.of("--scale", "5m", "--sizes", "10k,3", "--rate", "0.5"),
            "scale",
            "sizes",
            "rate");
    assertThat(arguments.integer("scale", "1")).isEqualTo(5_000_000);
    assertThat(arguments.integers("sizes", "")).containsExactly(10_000, 3);
    assertThat(arguments.real("rate", "1")).isEqualTo(0.5);
    assertThat(arguments.texts("other", "a,b")).containsExactly("a", "b");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertRefused("no-such", "--no-such", "1");
    assertRefused("scale", "scale", "1");
    assertRefused("has no value", "--scale");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Arguments.parse(List.of("--scale", "9999m"), "scale").integer("scale", "1"))
        .withMessageContaining("9999m");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of("--scale", "x"), "scale").real("scale", "1"))
        .withMessageContaining("x");
  }

  private static void assertRefused(String why, String... arguments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of(arguments), "scale"))
        .withMessageContaining(why);
  }
}
