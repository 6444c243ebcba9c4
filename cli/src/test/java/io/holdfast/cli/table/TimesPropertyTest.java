package io.holdfast.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TimesPropertyTest {

  @Property
  void instantsAreReadBack(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second) {
    Instant time = Instant.ofEpochSecond(second);
    assertThat(Times.parse(time.toString(), ZoneOffset.UTC)).isEqualTo(time.toEpochMilli());
  }
}
