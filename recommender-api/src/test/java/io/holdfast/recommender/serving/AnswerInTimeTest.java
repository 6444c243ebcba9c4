package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerInTimeTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(30);
  private static final Duration SOONER = Duration.ofMillis(10);
  private static final ServingSettings ONE_THREAD =
      new ServingSettings(500, Set.of(), Set.of(), 30, LIMIT, LIMIT, 2, 1);

  private final List<AnswerInTime> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(time -> time.stop(new ShutdownEvent()));
  }

  @Test
  void aListThatIsThereInTimeIsTheAnswer() {
    AnswerInTime time = answers(NEVER, SOON, 1);
    assertThat(answer(time, Uni.createFrom().item("history"), known -> "ranked with " + known))
        .isEqualTo("ranked with history");
  }

  @Test
  void aReadThatIsNotThereInTimeFailsAndGoesOn() {
    AnswerInTime time = answers(NEVER, SOONER, 1);
    CompletableFuture<String> slow = new CompletableFuture<>();
    assertThatThrownBy(
            () -> time.read(Uni.createFrom().completionStage(slow)).await().atMost(LIMIT))
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(slow).isNotDone();
  }

  @Test
  void whatIsReadInTimeIsPassedOnAndSoIsItsFailure() {
    AnswerInTime time = answers(NEVER, Duration.ofMinutes(1), 1);
    assertThat(time.read(Uni.createFrom().item("read")).await().atMost(LIMIT)).isEqualTo("read");
    Uni<String> failing = Uni.createFrom().failure(new IllegalStateException("broken"));
    assertThatThrownBy(() -> time.read(failing).await().atMost(LIMIT)).hasMessage("broken");
  }

  @Test
  void whenTheTimeIsOverSomethingStandsInWhileRankingIsBusy() throws InterruptedException {
    AnswerInTime time = answers(SOON, SOONER, 4);
    CountDownLatch release = new CountDownLatch(1);
    Uni<String> busy =
        time.rank(
            Uni.createFrom().item("history"),
            known -> {
              awaitQuietly(release);
              return "ranked";
            },
            AnswerInTimeTest::standIn);
    assertThat(busy.await().atMost(LIMIT)).isEqualTo("fallback-deadline");
    assertThat(answer(time, Uni.createFrom().item("x"), known -> "in time")).isEqualTo("in time");
    release.countDown();
  }

  @Test
  void whenTooManyWaitSomethingStandsInAtOnce() {
    AnswerInTime time = answers(NEVER, SOON, 1);
    CountDownLatch release = new CountDownLatch(1);
    try {
      for (int k = 0; k < 2; k++) {
        time.rankUnhurried(
                Uni.createFrom().item("x"),
                known -> {
                  awaitQuietly(release);
                  return known;
                })
            .subscribe()
            .with(ignored -> {});
      }
      assertThat(answer(time, Uni.createFrom().item("x"), known -> "ranked"))
          .isEqualTo("fallback-overloaded");
    } finally {
      release.countDown();
    }
  }

  @Test
  void aFailureOfWhatIsKnownIsTheRequestsFailure() {
    AnswerInTime time = answers(NEVER, SOON, 1);
    Uni<String> refused = Uni.createFrom().failure(new IllegalArgumentException("no such model"));
    assertThatThrownBy(() -> answer(time, refused, known -> known)).hasMessage("no such model");
  }

  @Test
  void readsMustLeaveTimeToRank() {
    assertThatThrownBy(() -> new AnswerSettings(SOON, SOON, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0.03S");
    assertThatThrownBy(() -> new AnswerSettings(SOON, SOONER, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private AnswerInTime answers(Duration deadline, Duration readDeadline, int queue) {
    AnswerInTime time =
        new AnswerInTime(new AnswerSettings(deadline, readDeadline, queue), ONE_THREAD);
    started.add(time);
    return time;
  }

  private static String answer(
      AnswerInTime time, Uni<String> known, Function<String, String> rank) {
    return time.rank(known, rank, AnswerInTimeTest::standIn).await().atMost(LIMIT);
  }

  private static String standIn(Source why) {
    return why.wire();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
