package io.holdfast.recommender.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.recommender.domain.InteractionLog;
import io.holdfast.recommender.domain.LogRefusalException;
import io.holdfast.recommender.domain.LogUnavailableException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InteractionBatcherTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A log whose appends end when the test lets them. */
  private static final class HeldLog implements InteractionLog {
    private final List<List<Interaction>> appends = new ArrayList<>();
    private final List<CompletableFuture<List<Outcome>>> held = new ArrayList<>();

    @Override
    public Uni<List<Outcome>> append(List<Interaction> interactions) {
      appends.add(interactions);
      CompletableFuture<List<Outcome>> answer = new CompletableFuture<>();
      held.add(answer);
      return Uni.createFrom().completionStage(answer);
    }

    void store(int append) {
      int size = appends.get(append).size();
      held.get(append).complete(Collections.nCopies(size, Outcome.STORED));
    }

    List<Integer> sizes() {
      return appends.stream().map(List::size).toList();
    }
  }

  private final HeldLog log = new HeldLog();
  private final InteractionBatcher batcher =
      new InteractionBatcher(log, new IngestSettings(4, 1, 10, LIMIT));

  @Test
  void aLoneRequestDoesNotWait() {
    Uni<List<InteractionLog.Outcome>> answer = submit(1);
    assertThat(log.sizes()).containsExactly(1);
    log.store(0);
    assertThat(answer.await().atMost(LIMIT)).containsExactly(InteractionLog.Outcome.STORED);
  }

  @Test
  void whatComesMeanwhileSharesTheNextTransaction() {
    List<Uni<List<InteractionLog.Outcome>>> answers = new ArrayList<>();
    answers.add(submit(1));
    for (int k = 0; k < 5; k++) {
      answers.add(submit(1));
    }
    assertThat(log.sizes()).containsExactly(1);
    assertThat(batcher.waiting()).isEqualTo(5);
    log.store(0);
    assertThat(log.sizes()).containsExactly(1, 4);
    log.store(1);
    assertThat(log.sizes()).containsExactly(1, 4, 1);
    log.store(2);
    answers.forEach(answer -> assertThat(answer.await().atMost(LIMIT)).hasSize(1));
    assertThat(batcher.waiting()).isZero();
  }

  @Test
  void aRequestThatDoesNotFitIsRefusedWhole() {
    submit(4);
    submit(4);
    submit(4);
    assertThatThrownBy(() -> submit(3))
        .isInstanceOfSatisfying(
            QueueFullException.class, full -> assertThat(full.pause()).isPositive());
    assertThat(batcher.waiting()).isEqualTo(8);
    submit(2);
    assertThat(batcher.waiting()).isEqualTo(10);
  }

  @Test
  void nobodyFailsForAnotherOnesEvent() {
    submit(1);
    Uni<List<InteractionLog.Outcome>> good = submit(1);
    Uni<List<InteractionLog.Outcome>> bad = submit(1);
    log.store(0);
    log.held.get(1).completeExceptionally(new LogRefusalException(new Exception("bad value")));
    log.store(2);
    log.held.get(3).completeExceptionally(new LogRefusalException(new Exception("bad value")));
    assertThat(good.await().atMost(LIMIT)).containsExactly(InteractionLog.Outcome.STORED);
    assertThatThrownBy(() -> bad.await().atMost(LIMIT)).isInstanceOf(LogRefusalException.class);
  }

  @Test
  void whileTheLogIsAwayABatchFailsAtOnceAndTheNextIsTried() {
    submit(1);
    Uni<List<InteractionLog.Outcome>> first = submit(2);
    Uni<List<InteractionLog.Outcome>> second = submit(2);
    log.store(0);
    log.held.get(1).completeExceptionally(new LogUnavailableException(new Exception("no route")));
    assertThatThrownBy(() -> first.await().atMost(LIMIT))
        .isInstanceOf(LogUnavailableException.class);
    assertThatThrownBy(() -> second.await().atMost(LIMIT))
        .isInstanceOf(LogUnavailableException.class);
    assertThat(log.sizes()).containsExactly(1, 4);
    submit(1);
    assertThat(log.sizes()).containsExactly(1, 4, 1);
  }

  private Uni<List<InteractionLog.Outcome>> submit(int rows) {
    List<Interaction> slice = new ArrayList<>();
    for (int k = 0; k < rows; k++) {
      slice.add(visit());
    }
    return batcher.submit(List.of(slice)).getFirst();
  }

  static Interaction visit() {
    return new Interaction(
        UUID.randomUUID(),
        "u",
        null,
        Interaction.VISIT,
        null,
        Map.of(),
        Instant.EPOCH,
        null,
        null,
        null,
        Map.of(),
        false);
  }
}
