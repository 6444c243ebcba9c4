package io.holdfast.recommender.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.recommender.domain.InteractionLog.Outcome;
import io.holdfast.recommender.domain.LogUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IngestInteractionsTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final CompletableFuture<List<Outcome>> commit = new CompletableFuture<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void aLogThatIsSilentIsWaitedForNoLongerThanPatienceLasts() {
    IngestInteractions ingest = ingest(SHORT);
    assertThatThrownBy(
            () -> ingest.ingest(List.of(InteractionBatcherTest.visit())).await().atMost(LIMIT))
        .isInstanceOf(LogUnavailableException.class);
    assertThat(stored()).isZero();

    commit.complete(List.of(Outcome.STORED));
    assertThat(stored()).isOne();
  }

  @Test
  void aLogThatAnswersInTimeIsNotCutOff() {
    IngestInteractions ingest = ingest(LIMIT);
    CompletableFuture<Accepted> answer =
        ingest.ingest(List.of(InteractionBatcherTest.visit())).subscribeAsCompletionStage();
    assertThat(answer).isNotDone();
    commit.complete(List.of(Outcome.STORED));
    assertThat(answer).isCompletedWithValue(new Accepted(1, 0));
  }

  private IngestInteractions ingest(Duration patience) {
    return new IngestInteractions(
        interactions -> Uni.createFrom().completionStage(commit),
        new IngestSettings(10, 1, 10, patience),
        meters);
  }

  private double stored() {
    return meters.get("holdfast.ingest.interactions").tag("outcome", "stored").counter().count();
  }
}
