package io.holdfast.recommender.serving;

import io.holdfast.recommender.background.TimeLimit;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sees to it that every request is answered in time, with the best list that there is by then.
 *
 * <p>Ranking is arithmetic and runs on virtual threads, so that it holds up no event loop and many
 * requests can wait for a scan that they share ({@link SharedScans}). Their number is bounded: what
 * would wait behind more misses its deadline anyway. What stands in when time is up, or the queue
 * is full, is made on yet another thread, which ranking cannot keep busy; if even that one has too
 * much to do, whoever asks makes it, which holds up those who bring requests. Thread-safe.
 */
@ApplicationScoped
class AnswerInTime {
  private final TimeLimit reads;
  private final TimeLimit answers;
  private final RankingThreads ranking;
  private final ExecutorService standIns;

  AnswerInTime(AnswerSettings settings, ServingSettings serving) {
    this.reads = new TimeLimit("read-deadline", settings.readDeadline());
    this.answers = new TimeLimit("answer-deadline", settings.deadline());
    this.ranking = new RankingThreads(serving.rankingThreads() + settings.rankingQueue());
    this.standIns =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.rankingQueue()),
            Thread.ofPlatform().daemon().name("stand-in-", 0).factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());
  }

  void stop(@Observes ShutdownEvent stopping) {
    reads.close();
    answers.close();
    ranking.shutdown();
    standIns.shutdown();
  }

  /** What is read of a user; fails if it is not there in time. */
  <T> Uni<T> read(Uni<T> work) {
    return reads.require(work);
  }

  /**
   * A list in time.
   *
   * @param known what is known of the request, once it was read
   * @param rank makes the list of that
   * @param standIn makes another quickly, and says why
   */
  <K, T> Uni<T> rank(Uni<K> known, Function<K, T> rank, Function<Source, T> standIn) {
    return answers.orElse(
        rankUnhurried(known, rank)
            .onFailure(RejectedExecutionException.class)
            .recoverWithUni(() -> on(standIns, () -> standIn.apply(Source.FALLBACK_OVERLOADED))),
        () -> on(standIns, () -> standIn.apply(Source.FALLBACK_DEADLINE)));
  }

  /** A list when it is there. */
  <K, T> Uni<T> rankUnhurried(Uni<K> known, Function<K, T> rank) {
    return known.chain(read -> on(ranking, () -> rank.apply(read)));
  }

  /** Work that is cancelled before its turn is not begun. */
  private static <T> Uni<T> on(Executor threads, Supplier<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              AtomicBoolean over = new AtomicBoolean();
              emitter.onTermination(() -> over.set(true));
              threads.execute(
                  () -> {
                    if (!over.get()) {
                      complete(emitter, work);
                    }
                  });
            });
  }

  private static <T> void complete(UniEmitter<? super T> emitter, Supplier<T> work) {
    try {
      emitter.complete(work.get());
    } catch (RuntimeException | Error e) {
      emitter.fail(e);
    }
  }
}
