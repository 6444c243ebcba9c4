package io.holdfast.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;

class NumbersPropertyTest {

  @Property
  void decimalsAreRoundedAsTheJdkDoes(
      @ForAll @Scale(12) @BigRange(min = "-1e9", max = "1e9") BigDecimal number) {
    assertThat(parse(number.toPlainString())).isEqualTo(number.doubleValue());
  }

  @Property
  void everyDoubleIsReadBack(@ForAll double number) {
    assertThat(parse(Double.toString(number))).isEqualTo(number);
  }

  private static double parse(String text) {
    return Numbers.parse(text.toCharArray(), text.length());
  }
}
