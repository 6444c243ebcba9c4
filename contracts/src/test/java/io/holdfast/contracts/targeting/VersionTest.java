package io.holdfast.contracts.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class VersionTest {
  /** The order of the examples in section 11 of semver.org, 2.0.0. */
  @Test
  void followsSemanticVersioning() {
    List<String> ascending =
        List.of(
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "2.0.0",
            "2.1.0",
            "2.1.1");
    for (int k = 0; k < ascending.size(); k++) {
      for (int other = 0; other < ascending.size(); other++) {
        assertThat(Integer.signum(Version.of(ascending.get(k)).compareTo(ascending.get(other))))
            .as("%s against %s", ascending.get(k), ascending.get(other))
            .isEqualTo(Integer.compare(k, other));
      }
    }
  }

  @Test
  void whatIsNoVersionIsVersionZero() {
    assertThat(Version.of(null).compareTo("0")).isZero();
    assertThat(Version.of("").compareTo("0")).isZero();
    assertThat(Version.of(2.5).compareTo("2.5")).isZero();
    assertThat(Version.of("0.0.1").compareTo(Version.text(List.of()))).isPositive();
  }

  /** Against the specification's own way: build the padded text of both, compare the texts. */
  @Property(tries = 2000)
  void comparesAsThePaddedTextsDo(
      @ForAll("versions") String constant, @ForAll("versions") String value) {
    int expected = padded(constant).compareTo(padded(value));

    assertThat(Integer.signum(Version.of(constant).compareTo(Version.text(value))))
        .isEqualTo(Integer.signum(expected));
  }

  @Provide
  Arbitrary<String> versions() {
    return Arbitraries.strings().withChars("v019a-.+ ~").ofMaxLength(10);
  }

  private static String padded(String version) {
    String text = version.isEmpty() ? "0" : version;
    String bare = text.replaceAll("^v|\\+.*$", "");
    List<String> parts = new ArrayList<>(List.of(bare.split("[-.]", -1)));
    if (parts.size() == 3) {
      parts.add("~");
    }
    parts.replaceAll(part -> part.matches("[0-9]+") ? " ".repeat(spaces(part)) + part : part);
    return String.join("-", parts);
  }

  private static int spaces(String part) {
    return Math.max(0, 5 - part.length());
  }
}
