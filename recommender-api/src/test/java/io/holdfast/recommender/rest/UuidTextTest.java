package io.holdfast.recommender.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidTextTest {
  @Test
  void readsWhatTheJdkWrites() {
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < 10_000; k++) {
      UUID uuid = new UUID(random.nextLong(), random.nextLong());
      assertThat(UuidText.parse(uuid.toString())).isEqualTo(uuid);
      assertThat(UuidText.parse(uuid.toString().toUpperCase(Locale.ROOT))).isEqualTo(uuid);
    }
  }

  /** Some of these are taken by {@link UUID#fromString}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-2-3-4-5",
        "+f9de1f4-6b0f-4a5f-9a4e-0f9a5b1a2c3d",
        "8f9de1f4f-6b0-4a5f-9a4e-0f9a5b1a2c3d",
        "8f9de1f4-6b0f-4a5f-9a4e-0f9a5b1a2c3",
        "8f9de1f4-6b0f-4a5f-9a4e-0f9a5b1a2c3\u0661",
        "8f9de1f4-6b0f-4a5f-9a4e-0f9a5b1a2c3g"
      })
  void takesNoOtherForm(String text) {
    assertThat(UuidText.parse(text)).isNull();
  }
}
