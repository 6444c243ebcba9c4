package io.holdfast.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  /** PostgreSQL's jsonb gives numbers back without an exponent. */
  @ParameterizedTest
  @ValueSource(doubles = {1.2345678901234567e-300, Double.MIN_VALUE, 1.7976931348623157e308})
  void numbersOfAnySizeAreReadAsJsonbWritesThem(double number) {
    String plain = new BigDecimal(Double.toString(number)).toPlainString();

    assertThat(Json.readMap("{\"p\":" + plain + "}").get("p"))
        .isIn(number, new BigDecimal(plain).toBigInteger());
  }
}
