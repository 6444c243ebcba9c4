package io.holdfast.service.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.security.PseudonymKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserIdsTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @Test
  void withoutAKeyIdsAreStoredAsTheyAreTold() {
    UserIds ids = new UserIds(Optional.empty());
    assertThat(ids.of("alice")).isEqualTo(new UserId("alice", "alice"));
    assertThat(ids.fingerprint()).isEqualTo("none");
  }

  @Test
  void withAKeyNothingBehindTheEdgeOrInAMessageIsTheId(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("pseudonym.key"), KEY);
    UserId id = new UserIds(() -> Optional.of(file)).of("alice");
    assertThat(id.told()).isEqualTo("alice");
    assertThat(id.stored())
        .isEqualTo(new PseudonymKey(KEY.getBytes(StandardCharsets.UTF_8)).pseudonym("alice"));
    assertThat(id).hasToString(id.stored());
  }

  @Test
  void whatIsNoIdStaysSoThatItIsRefused() {
    UserIds ids = new UserIds(Optional.of(new PseudonymKey(KEY.getBytes(StandardCharsets.UTF_8))));
    for (String wrong : new String[] {null, "", "  ", "x".repeat(257)}) {
      assertThat(ids.stored(wrong)).isEqualTo(wrong);
    }
    assertThat(ids.stored("x".repeat(256))).hasSize(22);
  }

  @Test
  void saysWhichFileIsNoKey(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    Path small = Files.writeString(folder.resolve("small"), "x");
    for (Path file : new Path[] {missing, small}) {
      assertThatThrownBy(() -> new UserIds(() -> Optional.of(file)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
