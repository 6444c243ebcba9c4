package io.holdfast.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.model.SearchRange.Choice;
import io.holdfast.core.model.SearchRange.LogInteger;
import io.holdfast.core.model.SearchRange.LogUniform;
import io.holdfast.core.model.SearchRange.Uniform;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchSpaceTest {

  static Stream<ModelKind> kinds() {
    return ModelKinds.names().stream().map(ModelKinds::named);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindTakesWhatItsSpaceDraws(ModelKind kind) {
    SearchSpace space = kind.searchSpace();
    for (int seed = 0; seed < 200; seed++) {
      Map<String, Object> drawn = space.draw(new SplittableRandom(seed));
      Parameters parsed = kind.parameters().parse(drawn);
      drawn.forEach(
          (name, value) -> assertThat(parsed.asMap()).as(name).containsEntry(name, value));
    }
    space
        .epochs()
        .ifPresent(name -> assertThat(kind.parameters().defaults().integer(name)).isPositive());
  }

  @Test
  void drawsByTheLogarithm() {
    SplittableRandom random = new SplittableRandom(4);
    LogUniform range = new LogUniform("p", 0.01, 100);
    double[] drawn = DoubleStream.generate(() -> (double) range.draw(random)).limit(4000).toArray();
    assertThat(DoubleStream.of(drawn).allMatch(value -> value >= 0.01 && value <= 100)).isTrue();
    // Half of the values lie below the geometric mean of the bounds.
    long low = DoubleStream.of(drawn).filter(value -> value < 1).count();
    assertThat(low / 4000.0).isEqualTo(0.5, within(0.03));
  }

  @Test
  void wholeNumbersIncludeBothBounds() {
    SplittableRandom random = new SplittableRandom(4);
    LogInteger range = new LogInteger("p", 2, 5);
    assertThat(Stream.generate(() -> range.draw(random)).limit(300))
        .containsOnly(2, 3, 4, 5)
        .contains(2, 5);
    assertThat(Stream.generate(() -> Choice.of("p", "a", "b").draw(random)).limit(50))
        .contains("a", "b")
        .containsOnly("a", "b");
  }

  @Test
  void leavesGivenParametersOut() {
    SearchSpace space =
        SearchSpace.of(new Uniform("a", 0, 1), new Uniform("b", 0, 1)).trainedBy("n");
    assertThat(space.without(Set.of("a")).ranges())
        .extracting(SearchRange::parameter)
        .containsExactly("b");
    assertThat(space.without(Set.of("a")).epochs()).contains("n");
    assertThat(space.without(Set.of("a", "b")).isEmpty()).isTrue();
  }

  @Test
  void refusesRangesWithoutValues() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Uniform("a", 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new LogUniform("a", 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new LogInteger("a", 3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> Choice.of("a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpace.of(new Uniform("a", 0, 1), new Uniform("a", 0, 2)))
        .withMessageContaining("two");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpace.of(new Uniform("a", 0, 1)).trainedBy("a"));
  }
}
