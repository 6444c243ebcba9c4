package io.holdfast.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextIndexTest {

  @Property(tries = 200)
  void numbersTextsAsAHashMapWould(
      @ForAll @Size(max = 200) List<@StringLength(max = 3) String> texts) {
    TextIndex index = new TextIndex();
    Map<String, Integer> expected = new HashMap<>();
    for (String text : texts) {
      assertThat(index.add(field(text)))
          .isEqualTo(expected.computeIfAbsent(text, _ -> expected.size()));
    }
    assertThat(index.size()).isEqualTo(expected.size());
    expected.forEach((text, number) -> assertThat(index.text(number)).isEqualTo(text));
  }

  @Test
  void growsAndKeepsWhatItKnows() {
    TextIndex index = new TextIndex();
    int texts = 100_000;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < texts; i++) {
        if (index.add(field("user-" + i)) != i) {
          assertThat(index.add(field("user-" + i))).isEqualTo(i);
        }
      }
    }
    assertThat(index.size()).isEqualTo(texts);
    assertThat(index.text(99_999)).isEqualTo("user-99999");
  }

  @Test
  void textsOfOneHashAreToldApart() {
    TextIndex index = new TextIndex();
    assertThat(field("Aa").hash()).isEqualTo(field("BB").hash());
    assertThat(index.add(field("Aa"))).isZero();
    assertThat(index.add(field("BB"))).isEqualTo(1);
    assertThat(index.add(field("Aa"))).isZero();
  }

  private static Field field(String text) {
    Field field = new Field("text", null);
    field.set(text.toCharArray(), 0, text.length());
    return field;
  }
}
