package io.holdfast.recommender.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.json.Json;
import io.holdfast.recommender.domain.ExperimentSource.Answer;
import io.holdfast.recommender.domain.ExperimentSource.Experiments;
import io.holdfast.recommender.domain.ExperimentSource.Silent;
import io.holdfast.recommender.domain.ExperimentSource.Unchanged;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.FakeExperimentSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PeerExperimentService.Profile.class)
class HttpExperimentSourceIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Inject HttpExperimentSource source;
  PeerExperimentService.Peer peer;

  @Test
  void experimentsAreToldOnceAndTheLastOnesStayThroughAnOutage() throws Exception {
    ExperimentDefinition definition = FakeExperimentSource.experiment("told", "popular@1", "als@2");
    peer.says("\"7\"", Json.write(Map.of("experiments", List.of(definition))));
    assertThat(ask(null)).isEqualTo(new Experiments("\"7\"", List.of(definition)));
    assertThat(ask("\"7\"")).isEqualTo(new Unchanged());
    assertThat(peer.tagsAsked()).containsExactly(null, "\"7\"");

    peer.fails(500);
    for (int k = 0; k < 20; k++) {
      assertThat(ask("\"7\"")).isEqualTo(new Silent());
    }
    peer.says("\"8\"", "this is no JSON");
    assertThat(ask("\"7\"")).isEqualTo(new Silent());

    peer.says("\"9\"", "{\"experiments\": []}");
    Eventually.holds(() -> assertThat(ask("\"7\"")).isEqualTo(new Experiments("\"9\"", List.of())));
  }

  private Answer ask(String tag) {
    return source.active(tag).await().atMost(LIMIT);
  }
}
