package io.holdfast.experiment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.flags.EvaluateFlags;
import io.holdfast.experiment.flags.RateLimit;
import io.holdfast.service.user.UserIds;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What does not need the running service. */
class OfrepResourceTest {
  private static final byte[] NO_BODY = new byte[0];

  private final OfrepResource resource =
      new OfrepResource(
          new EvaluateFlags(null, null, null),
          new RateLimit(1),
          null,
          new UserIds(Optional.empty()),
          QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("shop")).build());

  @Test
  void saysWhenToComeBackIfAKeySendsTooMuch() {
    assertThat(resource.one("flag", false, NO_BODY).await().indefinitely().getStatus())
        .isEqualTo(400);
    Response second = resource.one("flag", false, NO_BODY).await().indefinitely();
    assertThat(second.getStatus()).isEqualTo(429);
    assertThat(second.getHeaderString("Retry-After")).isEqualTo("1");
    assertThat(body(second).path("key").asText()).isEqualTo("flag");
    assertThat(body(second).path("errorCode").asText()).isEqualTo("GENERAL");
    assertThat(resource.all(null, null, null, NO_BODY).await().indefinitely().getStatus())
        .isEqualTo(429);
  }

  @Test
  void namesAFailureThatTheLogKnows() {
    byte[] body = "{\"context\": {\"targetingKey\": \"u\"}}".getBytes(StandardCharsets.UTF_8);
    Response failed = resource.one("flag", false, body).await().indefinitely();
    assertThat(failed.getStatus()).isEqualTo(500);
    assertThat(body(failed).path("errorDetails").asText()).contains("log has it as");
    assertThat(body(failed).has("errorCode")).isFalse();
  }

  private static JsonNode body(Response response) {
    return Json.read((String) response.getEntity(), JsonNode.class);
  }
}
