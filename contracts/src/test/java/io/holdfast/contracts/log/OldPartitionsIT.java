package io.holdfast.contracts.log;

import static io.holdfast.contracts.log.LogDatabase.await;
import static io.holdfast.contracts.log.LogDatabase.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.log.OldPartitions.OldPartition;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OldPartitionsIT {
  /** A fresh log's first monthly partition is that of two months ago, by PostgreSQL's clock. */
  private final YearMonth first = YearMonth.now(ZoneOffset.UTC).minusMonths(2);

  private LogDatabase database;
  private OldPartitions partitions;

  @BeforeEach
  void start() {
    database = new LogDatabase();
    partitions = new OldPartitions(database.pool);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void wholePartitionsGoFromTheOldestOnAndTheRestStays() {
    append("history", midMonth(-8), 3);
    append("first", midMonth(0), 2);
    append("second", midMonth(1), 1);
    Instant horizon = end(0);

    assertThat(drop(horizon)).contains(dropped("_history", end(-1), 3));
    assertThat(drop(horizon)).contains(dropped(suffix(0), end(0), 2));
    assertThat(drop(horizon)).isEmpty();
    assertThat(number("SELECT count(*) FROM event_log.interaction")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM event_log.dropped_partition")).isEqualTo(2);
    assertThat(number("SELECT sum(events) FROM event_log.dropped_partition")).isEqualTo(5);
    assertThat(number("SELECT count(*) FROM event_log.recommendation_served")).isZero();
  }

  @Test
  void partitionThatEndsAfterTheHorizonStaysWhole() {
    append("first", midMonth(0), 2);
    assertThat(drop(end(0).minusSeconds(1))).isEmpty();
    assertThat(number("SELECT count(*) FROM event_log.interaction")).isEqualTo(2);
  }

  @Test
  void whatIsTakenInLaterStillHasAPlaceAndGoesAgain() {
    append("first", midMonth(0), 1);
    drop(end(0));
    append("late import", midMonth(0), 4);
    append("older import", midMonth(-20), 1);

    assertThat(drop(end(0))).contains(dropped("_history", end(0), 5));
    append("now", midMonth(2), 1);
    append("next year", midMonth(14), 1);
    assertThat(number("SELECT count(*) FROM event_log.interaction")).isEqualTo(2);
  }

  @Test
  void theLastMonthStays() {
    List<OldPartition> gone = new ArrayList<>();
    for (Optional<OldPartition> next = drop(end(50)); next.isPresent(); next = drop(end(50))) {
      gone.add(next.get());
    }
    assertThat(gone).extracting(OldPartition::name).last().isEqualTo("interaction" + suffix(3));
    append("in time to come", midMonth(6), 1);
    assertThat(number("SELECT count(*) FROM event_log.interaction")).isEqualTo(1);
  }

  @Test
  void nothingGoesThatAConsumerOfItHasNotRead() {
    append("first", midMonth(0), 3);
    LogConsumer clicks = consumer("clicks", EnumSet.of(EventKind.INTERACTION));
    LogConsumer decisions = consumer("decisions", EnumSet.of(EventKind.DECISION_MADE));
    await(clicks.register());
    await(decisions.register());

    OldPartition waiting = drop(end(0)).orElseThrow();
    assertThat(waiting.dropped()).isFalse();
    assertThat(waiting.awaited()).containsExactly("clicks");
    assertThat(number("SELECT count(*) FROM event_log.interaction")).isEqualTo(3);

    await(clicks.step());
    assertThat(drop(end(0)).orElseThrow().awaited()).containsExactly("clicks");
    await(clicks.step());
    assertThat(drop(end(0))).contains(dropped(suffix(0), end(0), 3));
  }

  @Test
  void aConsumerThatDoesNotSayWhatItReadsIsWaitedFor() {
    append("first", midMonth(0), 1);
    execute("INSERT INTO event_log.consumer VALUES ('of an older release', 0)");
    assertThat(drop(end(0)).orElseThrow().awaited()).containsExactly("of an older release");
  }

  @Test
  void aConsumerIsNotPutBackBeforeWhatWasDroppedUnlessItSaysSo() {
    append("first", midMonth(0), 2);
    LogConsumer clicks = consumer("clicks", EnumSet.of(EventKind.INTERACTION));
    await(clicks.register());
    await(clicks.step());
    assertThat(rewound("clicks", false)).isTrue();
    assertThat(await(clicks.position())).isZero();
    await(clicks.step());
    drop(end(0));
    assertThat(rewound("clicks", false)).isFalse();
    assertThat(await(clicks.position())).isPositive();
    assertThat(rewound("clicks", true)).isTrue();
    assertThat(await(clicks.position())).isZero();
  }

  @Test
  void onlyOneIsAtWork() {
    append("first", midMonth(0), 1);
    Optional<OldPartition> other =
        await(
            database.pool.withTransaction(
                connection ->
                    connection
                        .query("SELECT pg_advisory_xact_lock(5207240814351823472)")
                        .execute()
                        .chain(() -> dropping(end(0)))));
    assertThat(other).isEmpty();
    assertThat(drop(end(0))).contains(dropped(suffix(0), end(0), 1));
  }

  @Test
  void onlyRecommenderApiDropsAndOnlyWhatHasPartitions() {
    OldPartitions others = new OldPartitions(database.pool(Roles.METRICS));
    assertThatThrownBy(() -> await(others.dropOldest(EventKind.INTERACTION, end(0), Instant.now())))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(
            () -> await(partitions.dropOldest(EventKind.USER_CHANGED, end(0), Instant.now())))
        .hasMessageContaining("have no partitions");
  }

  private LogConsumer consumer(String name, EnumSet<EventKind> kinds) {
    return new LogConsumer(
        database.pool, name, kinds, 2, (connection, events) -> Uni.createFrom().voidItem());
  }

  private OldPartition dropped(String suffix, Instant endsAt, long events) {
    return new OldPartition("interaction" + suffix, endsAt, events, List.of());
  }

  private String suffix(int months) {
    YearMonth month = first.plusMonths(months);
    return "_%d_%02d".formatted(month.getYear(), month.getMonthValue());
  }

  private Instant midMonth(int months) {
    return first.plusMonths(months).atDay(15).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private Instant end(int months) {
    return first.plusMonths(months + 1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private Optional<OldPartition> drop(Instant horizon) {
    return await(dropping(horizon));
  }

  private Uni<Optional<OldPartition>> dropping(Instant horizon) {
    return partitions.dropOldest(EventKind.INTERACTION, horizon, horizon);
  }

  private void append(String userId, Instant at, int count) {
    List<Interaction> clicks =
        IntStream.range(0, count).mapToObj(k -> click(userId, "i-" + k, at)).toList();
    await(database.log.append(clicks));
  }

  private boolean rewound(String consumer, boolean partial) {
    return await(
        database
            .pool
            .preparedQuery("SELECT event_log.rewind_consumer($1, $2)")
            .execute(Tuple.of(consumer, partial))
            .map(rows -> rows.iterator().next().getBoolean(0)));
  }

  private long number(String sql) {
    return await(database.pool.query(sql).execute().map(rows -> rows.iterator().next().getLong(0)));
  }

  private void execute(String sql) {
    await(database.pool.query(sql).execute());
  }
}
