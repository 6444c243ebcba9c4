package io.holdfast.contracts.log;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.security.PseudonymKey;
import org.junit.jupiter.api.Test;

class PseudonymClaimIT {
  @Test
  void theFirstKeyHoldsForEveryService() {
    try (LogDatabase database = new LogDatabase()) {
      assertThatCode(() -> claim(database, Roles.RECOMMENDER, "one")).doesNotThrowAnyException();
      assertThatCode(() -> claim(database, Roles.EXPERIMENT, "one")).doesNotThrowAnyException();
      for (String other : new String[] {"two", PseudonymKey.NO_KEY}) {
        assertThatThrownBy(() -> claim(database, Roles.METRICS, other))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("pseudonyms of the key one, and this service was given " + other);
      }
    }
  }

  private static void claim(LogDatabase database, String role, String fingerprint) {
    PseudonymClaim.claim(database.database.jdbcUrl(), role, "password", fingerprint);
  }
}
