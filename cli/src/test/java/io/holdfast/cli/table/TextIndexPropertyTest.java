package io.holdfast.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class TextIndexPropertyTest {

  @Property(tries = 200)
  void numbersTextsAsAHashMapWould(
      @ForAll @Size(max = 200) List<@StringLength(max = 3) String> texts) {
    TextIndex index = new TextIndex();
    Map<String, Integer> expected = new HashMap<>();
    for (String text : texts) {
      assertThat(index.add(TextIndexTest.field(text)))
          .isEqualTo(expected.computeIfAbsent(text, _ -> expected.size()));
    }
    assertThat(index.size()).isEqualTo(expected.size());
    expected.forEach((text, number) -> assertThat(index.text(number)).isEqualTo(text));
  }
}
