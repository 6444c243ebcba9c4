package io.holdfast.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextIndexTest {

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

  static Field field(String text) {
    Field field = new Field("text", null);
    field.set(text.toCharArray(), 0, text.length());
    return field;
  }
}
