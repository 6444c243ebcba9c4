package io.holdfast.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdMapTest {

  @Test
  void numbersIdsInTheOrderOfFirstSight() {
    IdMap.Builder builder = IdMap.builder();
    assertThat(builder.add("b")).isZero();
    assertThat(builder.add("a")).isEqualTo(1);
    assertThat(builder.add("b")).isZero();
    IdMap ids = builder.build();
    assertThat(ids.size()).isEqualTo(2);
    assertThat(ids.ids()).containsExactly("b", "a");
    assertThat(ids.indexOf("a")).isEqualTo(1);
    assertThat(ids.id(0)).isEqualTo("b");
    assertThat(ids.indexOf("c")).isEqualTo(IdMap.ABSENT);
    assertThat(ids.contains("c")).isFalse();
  }

  @Test
  void isNotChangedByItsBuilder() {
    IdMap.Builder builder = IdMap.builder();
    builder.add("a");
    IdMap before = builder.build();
    builder.add("b");
    assertThat(before.size()).isEqualTo(1);
    assertThat(before).isNotEqualTo(builder.build()).isEqualTo(IdMap.of(List.of("a")));
  }

  @Test
  void refusesWhatIsNoId() {
    IdMap.Builder builder = IdMap.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add("x".repeat(257)))
        .withMessageContaining("257");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add("half a pair \ud83d"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add("\ude00 the wrong way"));
    assertThat(builder.add("\ud83d\ude00".repeat(128))).isZero();
  }

  @Test
  void refusesAnIdTwiceAndAnIndexBeyond() {
    assertThatIllegalArgumentException().isThrownBy(() -> IdMap.of(List.of("a", "a")));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> IdMap.empty().id(0));
  }
}
