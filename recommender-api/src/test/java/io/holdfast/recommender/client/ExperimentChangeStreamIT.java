package io.holdfast.recommender.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.assignment.ActiveExperiments;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.FakeExperimentSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Experiments are polled once an hour here: what comes sooner came by the stream. */
@QuarkusTest
@TestProfile(PeerExperimentService.Profile.class)
class ExperimentChangeStreamIT {
  @Inject ExperimentChangeStream stream;
  @Inject ActiveExperiments active;
  @Inject FakeExperimentSource source;
  PeerExperimentService.Peer peer;

  @Test
  void readsTheExperimentsWhenTheStreamTellsAndAfterItCameBack() throws Exception {
    Eventually.holds(() -> assertThat(stream.isOpen()).isTrue());
    source.run(FakeExperimentSource.experiment("told", "popular@1", "als@2"));
    peer.tells("1");
    Eventually.holds(() -> assertThat(active.keys()).containsExactly("told"));

    peer.hangsUp();
    source.run(FakeExperimentSource.experiment("missed", "popular@1", "als@2"));
    Eventually.holds(() -> assertThat(active.keys()).containsExactly("missed"));
    assertThat(peer.listening()).isEqualTo(1);

    source.run();
    peer.tells("3");
    Eventually.holds(() -> assertThat(active.keys()).isEmpty());
  }
}
