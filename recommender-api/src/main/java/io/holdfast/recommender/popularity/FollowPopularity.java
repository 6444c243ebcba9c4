package io.holdfast.recommender.popularity;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.recommender.background.BackgroundLoop;
import io.holdfast.recommender.domain.PopularityCounts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Counts the log in the background and keeps the latest snapshot of what is popular. All replicas
 * try, one at a time counts, each reads the counts. While it is behind it rests four times as long
 * as each piece took, so that it takes no more than a fifth of a connection; reading the counts
 * takes at most a twentieth of one, but for the first time, which is soon over. While the database
 * does not answer, the last snapshot holds. Thread-safe.
 */
@ApplicationScoped
public class FollowPopularity {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** What is behind is counted for a fifth of the time, so that lists come first. */
  private static final int REST_AFTER_COUNTING = 4;

  private static final int REST_AFTER_READING = 20;

  private final PopularityCounts counts;
  private final PopularitySettings settings;
  private final Clock clock;
  private volatile PopularitySnapshot latest;
  private Instant tidied = Instant.MIN;
  private long position = -1;
  private final Pace pace = new Pace();
  private BackgroundLoop loop;

  FollowPopularity(PopularityCounts counts, PopularitySettings settings, Clock clock) {
    this.counts = counts;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent starting) {
    loop = BackgroundLoop.start("popularity", settings.interval(), this::follow);
  }

  void stop(@Observes ShutdownEvent stopped) {
    pace.stop();
    loop.close();
  }

  /** What is popular, as far as the log was counted; empty before it was for the first time. */
  public Optional<PopularitySnapshot> latest() {
    return Optional.ofNullable(latest);
  }

  private void follow() throws InterruptedException {
    count();
    Instant hour = clock.now().truncatedTo(ChronoUnit.HOURS);
    if (!hour.equals(tidied)) {
      counts.tidy(settings.rules(), clock.now()).await().atMost(LONGEST_WAIT);
      tidied = hour;
    }
    read();
  }

  private void count() throws InterruptedException {
    long started = System.nanoTime();
    while (counts.countMore(settings.rules(), clock.now()).await().atMost(LONGEST_WAIT)) {
      pace.rest(started, REST_AFTER_COUNTING);
      started = System.nanoTime();
    }
  }

  /** Reads the counts if they can be others than before, because of the log or of the hour. */
  private void read() throws InterruptedException {
    Instant now = clock.now();
    long counted = counts.position().await().atMost(LONGEST_WAIT);
    PopularitySnapshot before = latest;
    if (before != null
        && counted == position
        && before
            .countedAt()
            .truncatedTo(ChronoUnit.HOURS)
            .equals(now.truncatedTo(ChronoUnit.HOURS))) {
      return;
    }
    int rest = before == null ? 0 : REST_AFTER_READING;
    latest = new ReadPopularity(counts, settings, pace, rest).read(now);
    position = counted;
  }
}
