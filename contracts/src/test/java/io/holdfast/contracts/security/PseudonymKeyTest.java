package io.holdfast.contracts.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PseudonymKeyTest {
  private static final PseudonymKey KEY = key("0123456789abcdef0123456789abcdef");

  /**
   * Computed with Python: {@code base64.urlsafe_b64encode(hmac.digest(key, id, 'sha256')[:16])}.
   */
  @Test
  void isTheTruncatedHashThatPythonComputes() {
    assertThat(KEY.pseudonym("raw-alice-7f3")).isEqualTo("lqUFxcVYSLsOUPWytW_kTg");
    assertThat(KEY.pseudonym("用户")).isEqualTo("qhZotCLcGrKoaYdGETiDUQ");
    assertThat(KEY.fingerprint()).isEqualTo("3eb1bd439947eb762998e566ccc2e099");
  }

  @Test
  void differsByIdAndByKey() {
    Set<String> pseudonyms = new HashSet<>();
    for (int k = 0; k < 10_000; k++) {
      pseudonyms.add(KEY.pseudonym("u" + k));
    }
    assertThat(pseudonyms).hasSize(10_000).allMatch(each -> each.matches("[\\w-]{22}"));
    assertThat(key("another key of at least 32 bytes").pseudonym("u1"))
        .isNotEqualTo(KEY.pseudonym("u1"));
  }

  @Test
  void refusesAShortKey() {
    assertThatThrownBy(() -> key("0123456789abcdef0123456789abcde"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the pseudonym key must have at least 32 bytes, has 31");
  }

  private static PseudonymKey key(String text) {
    return new PseudonymKey(text.getBytes(StandardCharsets.UTF_8));
  }
}
