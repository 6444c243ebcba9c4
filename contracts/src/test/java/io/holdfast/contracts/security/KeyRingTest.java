package io.holdfast.contracts.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyRingTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void findsTheKeyThatIsPresentedAndNoOther() {
    NewApiKey shop = NewApiKey.generate("shop", Set.of(Role.INGEST, Role.SERVE), RANDOM);
    NewApiKey team = NewApiKey.generate("team", Set.of(Role.ADMIN), RANDOM);
    KeyRing ring = new KeyRing(List.of(shop.entry(), team.entry()));

    assertThat(ring.find(shop.secret())).contains(shop.entry());
    assertThat(ring.find(team.secret())).contains(team.entry());
    assertThat(ring.find(team.secret() + "x")).isEmpty();
    assertThat(ring.find("")).isEmpty();
    assertThat(ring.find(shop.entry().sha256())).isEmpty();
    assertThat(shop.entry().has(Role.INGEST)).isTrue();
    assertThat(shop.entry().has(Role.ADMIN)).isFalse();
  }

  @Test
  void digestIsSha256() {
    // printf 'hf_example' | sha256sum
    ApiKey key =
        new ApiKey(
            "example",
            "2e1d43f164ced4807e1add9e3d20da67506f717a16d57ca4dc9faae317302783",
            Set.of(Role.SERVE));

    assertThat(new KeyRing(List.of(key)).find("hf_example")).contains(key);
  }

  @Test
  void newKeysHave256BitsAndKeepQuiet() {
    NewApiKey first = NewApiKey.generate("a", Set.of(Role.SERVE), RANDOM);
    NewApiKey second = NewApiKey.generate("a", Set.of(Role.SERVE), RANDOM);

    assertThat(first.secret()).matches("hf_[A-Za-z0-9_-]{43}").isNotEqualTo(second.secret());
    assertThat(first.toString()).doesNotContain(first.secret());
  }

  @Test
  void doublesAreRefused() {
    ApiKey key = NewApiKey.generate("a", Set.of(Role.SERVE), RANDOM).entry();
    ApiKey sameId = NewApiKey.generate("a", Set.of(Role.SERVE), RANDOM).entry();
    ApiKey sameDigest = new ApiKey("b", key.sha256(), Set.of(Role.ADMIN));

    assertThatThrownBy(() -> new KeyRing(List.of(key, sameId)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two keys have the id a");
    assertThatThrownBy(() -> new KeyRing(List.of(key, sameDigest)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key b is the same as an earlier one");
  }
}
