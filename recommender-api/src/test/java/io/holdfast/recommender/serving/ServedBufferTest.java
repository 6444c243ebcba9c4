package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.recommender.domain.LogRefusalException;
import io.holdfast.recommender.domain.LogUnavailableException;
import io.holdfast.recommender.domain.ServedLog;
import io.holdfast.recommender.testing.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServedBufferTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final ServedSettings SETTINGS =
      new ServedSettings(3, 2, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(200));

  /** A log that can be away, and refuses lists of the scenario {@code bad}. */
  private static final class FakeServedLog implements ServedLog {
    private final List<RecommendationServed> stored = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    @Override
    public Uni<Void> append(List<RecommendationServed> served) {
      if (away) {
        return Uni.createFrom().failure(new LogUnavailableException(new Exception("away")));
      }
      if (served.stream().anyMatch(list -> list.scenario().equals("bad"))) {
        return Uni.createFrom().failure(new LogRefusalException(new Exception("bad")));
      }
      assertThat(served).hasSizeLessThanOrEqualTo(SETTINGS.batchRows());
      stored.addAll(served);
      return Uni.createFrom().voidItem();
    }
  }

  private final FakeServedLog log = new FakeServedLog();
  private final ExposureLosses losses = new ExposureLosses(SETTINGS, new SimpleMeterRegistry());
  private final ServedBuffer buffer = new ServedBuffer(log, SETTINGS, losses);

  @BeforeEach
  void start() {
    buffer.start(new StartupEvent());
  }

  @AfterEach
  void stop() {
    buffer.stop(new ShutdownEvent());
  }

  @Test
  void listsAreLoggedInTheirOrder() throws Exception {
    for (int k = 0; k < 3; k++) {
      assertThat(add("s" + k)).isTrue();
    }
    buffer.flush().await().atMost(LIMIT);
    assertThat(log.stored)
        .extracting(RecommendationServed::scenario)
        .containsExactly("s0", "s1", "s2");
    Eventually.holds(() -> assertThat(losses.health().logged()).isEqualTo(3));
    assertThat(losses.health().lost()).isZero();
  }

  @Test
  void whatCannotBeLoggedNowIsLoggedLater() {
    log.away = true;
    assertThat(add("kept")).isTrue();
    log.away = false;
    buffer.flush().await().atMost(LIMIT);
    assertThat(log.stored).extracting(RecommendationServed::scenario).containsExactly("kept");
  }

  @Test
  void aFullBufferLosesWhatFindsNoRoomInTimeAndSaysWhose() {
    log.away = true;
    for (int k = 0; k < 3; k++) {
      assertThat(add("s" + k)).isTrue();
    }
    assertThat(add("lost")).isFalse();
    assertThat(losses.health().lost()).isEqualTo(1);
    assertThat(losses.health().buffered()).isEqualTo(3);
    assertThat(losses.health().lostByVariant())
        .containsExactly(new ExposureLosses.VariantLoss("x", "challenger", 1));
    log.away = false;
    buffer.flush().await().atMost(LIMIT);
    assertThat(log.stored).hasSize(3);
  }

  @Test
  void aRequestWhoseTimeIsOverDoesNotWaitForRoom() {
    log.away = true;
    for (int k = 0; k < 3; k++) {
      assertThat(buffer.add(list("s" + k), Duration.ZERO).await().atMost(LIMIT)).isTrue();
    }
    assertThat(buffer.add(list("late"), Duration.ofMillis(-1)).await().atMost(LIMIT)).isFalse();
    assertThat(losses.health().lost()).isEqualTo(1);
    log.away = false;
    buffer.flush().await().atMost(LIMIT);
    assertThat(log.stored).hasSize(3);
  }

  @Test
  void aListThatIsRefusedDoesNotHoldTheOthersUp() {
    assertThat(add("good")).isTrue();
    assertThat(add("bad")).isTrue();
    assertThat(add("good")).isTrue();
    buffer.flush().await().atMost(LIMIT);
    assertThat(log.stored).hasSize(2);
    assertThat(losses.health().lost()).isEqualTo(1);
  }

  @Test
  void theEndLogsWhatIsLeftAndCountsWhatItCannot() {
    ServedBuffer ending = new ServedBuffer(log, SETTINGS, losses);
    ending.start(new StartupEvent());
    log.away = true;
    assertThat(ending.add(list("late"), LIMIT).await().atMost(LIMIT)).isTrue();
    ending.stop(new ShutdownEvent());
    assertThat(losses.health().lost()).isEqualTo(1);
    assertThat(ending.add(list("too late"), LIMIT).await().atMost(LIMIT)).isFalse();
    assertThat(losses.health().lost()).isEqualTo(2);
    log.away = false;
  }

  private boolean add(String scenario) {
    return buffer.add(list(scenario), LIMIT).await().atMost(LIMIT);
  }

  private static RecommendationServed list(String scenario) {
    return new RecommendationServed(
        UUID.randomUUID(),
        "u",
        scenario,
        1,
        null,
        "model",
        List.of(),
        List.of(new AssignedVariant("x", 1, "challenger", AssignmentReason.SPLIT)),
        Map.of(),
        RecommendationServed.Trigger.USER,
        Instant.EPOCH);
  }
}
