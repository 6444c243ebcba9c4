package io.holdfast.contracts.log;

import static io.holdfast.contracts.log.LogDatabase.NOON;
import static io.holdfast.contracts.log.LogDatabase.await;
import static io.holdfast.contracts.log.LogDatabase.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.ClockAdvanced;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.contracts.event.UserChanged;
import io.holdfast.contracts.event.UserErased;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgEventLogIT {
  private static final Set<EventKind> ALL = EnumSet.allOf(EventKind.class);

  private LogDatabase database;
  private PgEventLog log;

  @BeforeEach
  void start() {
    database = new LogDatabase();
    log = database.log;
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void attributesAreThoseToldLastUntilTheUserIsErased() {
    await(
        log.append(
            List.of(
                new UserChanged(
                    UUID.randomUUID(), 1, "u", Map.of("country", "NL", "age", 17), NOON),
                new UserChanged(UUID.randomUUID(), 1, "v", Map.of("country", "BE"), NOON),
                new UserChanged(
                    UUID.randomUUID(), 2, "u", Map.of("country", "NL", "age", 18), NOON))));

    assertThat(await(log.attributes("u"))).isEqualTo(Map.of("country", "NL", "age", 18));
    assertThat(await(log.attributes("stranger"))).isEmpty();
    await(
        database.pool.withTransaction(
            connection -> log.eraseUser(connection, UUID.randomUUID(), "u", NOON)));
    assertThat(await(log.attributes("u"))).isEmpty();
    assertThat(await(log.attributes("v"))).isEqualTo(Map.of("country", "BE"));
  }

  @Test
  void whatIsAppendedIsReadBackWholeAndInOrder() {
    Interaction rating =
        new Interaction(
            UUID.randomUUID(),
            "用户",
            "item \"1\"",
            "rating",
            4.5,
            Map.of("story", 5.0),
            NOON.plusNanos(123_456_789),
            "session",
            UUID.randomUUID(),
            "books",
            Map.of("country", "DE", "age", 42, "member", true),
            true);
    RecommendationServed served =
        new RecommendationServed(
            UUID.randomUUID(),
            "u",
            "home",
            1,
            ModelReference.parse("als@1"),
            RecommendationServed.SOURCE_MODEL,
            List.of(new ServedItem("a", 0, 0.5, null, null), new ServedItem("b", 1, 0.4, 0.1, "x")),
            List.of(new AssignedVariant("e", 2, "challenger", AssignmentReason.SPLIT)),
            Map.of("platform", "web"),
            RecommendationServed.Trigger.USER,
            NOON);
    ExposureRecorded exposure =
        new ExposureRecorded(
            UUID.randomUUID(),
            "u",
            new AssignedVariant("e", 2, "control", AssignmentReason.STICKY),
            null,
            NOON);
    List<Event> events =
        List.of(rating, served, exposure, new ClockAdvanced(UUID.randomUUID(), NOON));

    assertThat(await(log.append(events))).isEqualTo(new Appended(4, 0, 0));

    List<LoggedEvent> read = await(log.read(0, 100, ALL));
    assertThat(read).extracting(LoggedEvent::event).containsExactlyElementsOf(events);
    assertThat(read).extracting(LoggedEvent::position).isSorted();
    assertThat(await(log.head())).isEqualTo(read.getLast().position());
    assertThat(await(log.eventTime())).contains(NOON);
  }

  @Test
  void aRetryChangesNothing() {
    Interaction first = click("u", "a");
    Interaction second = click("u", "b");
    await(log.append(List.of(first)));

    assertThat(await(log.append(List.of(first, second, second)))).isEqualTo(new Appended(1, 2, 0));
    assertThat(await(log.append(List.of(first, second)))).isEqualTo(new Appended(0, 2, 0));

    assertThat(await(log.read(0, 100, ALL)))
        .extracting(LoggedEvent::event)
        .containsExactly(first, second);
  }

  /** Refused duplicates leave positions that hold nothing, more of them than a piece has events. */
  @Test
  void readingStepsOverPositionsThatHoldNothing() {
    List<Interaction> first = List.of(click("u", "a"), click("u", "b"), click("u", "c"));
    Interaction last = click("u", "d");
    await(log.append(first));
    for (int retry = 0; retry < 5; retry++) {
      await(log.append(first));
    }
    await(log.append(List.of(last)));

    List<LoggedEvent> piece = await(log.read(0, 3, ALL));
    assertThat(piece).hasSize(3);
    assertThat(await(log.read(piece.getLast().position(), 3, ALL)))
        .extracting(LoggedEvent::event)
        .containsExactly(last);
  }

  @Test
  void servedEventsMayBeReadWithoutTheirItems() {
    AssignedVariant variant = new AssignedVariant("e", 2, "challenger", AssignmentReason.SPLIT);
    RecommendationServed served =
        new RecommendationServed(
            UUID.randomUUID(),
            "u",
            "home",
            1,
            ModelReference.parse("als@1"),
            RecommendationServed.SOURCE_MODEL,
            List.of(new ServedItem("a", 0, 0.5, null, null)),
            List.of(variant),
            Map.of("platform", "web"),
            RecommendationServed.Trigger.USER,
            NOON);
    await(log.append(List.of(served)));

    RecommendationServed read =
        (RecommendationServed)
            await(PgEventLog.read(database.pool, 0, 10, LogSelection.withoutItems(ALL)))
                .getFirst()
                .event();
    assertThat(read.items()).isEmpty();
    assertThat(read.experiments()).containsExactly(variant);
    assertThat(read.context()).isEqualTo(served.context());
  }

  @Test
  void interleavedListsAreReadWithTheirItemsAllTheSame() {
    ServedItem item = new ServedItem("a", 0, 0.5, null, "challenger");
    RecommendationServed served =
        new RecommendationServed(
            UUID.randomUUID(),
            "u",
            "home",
            1,
            null,
            RecommendationServed.SOURCE_INTERLEAVED,
            List.of(item),
            List.of(new AssignedVariant("e", 2, "control", AssignmentReason.INTERLEAVED)),
            Map.of(),
            RecommendationServed.Trigger.USER,
            NOON);
    await(log.append(List.of(served)));

    assertThat(
            await(PgEventLog.read(database.pool, 0, 10, LogSelection.withoutItems(ALL)))
                .getFirst()
                .event())
        .isEqualTo(served);
  }

  @Test
  void readingGoesOnFromACursorInPagesOfAnySize() {
    List<Interaction> events = new ArrayList<>();
    for (int k = 0; k < 50; k++) {
      Interaction event = click("u" + k % 7, "i" + k);
      events.add(event);
      await(log.append(List.of(event, new ClockAdvanced(UUID.randomUUID(), NOON.plusSeconds(k)))));
    }
    for (int page : new int[] {1, 3, 100, 1000}) {
      List<Event> read = new ArrayList<>();
      long cursor = 0;
      for (List<LoggedEvent> next = await(log.read(cursor, page, ALL));
          !next.isEmpty();
          next = await(log.read(cursor, page, ALL))) {
        next.forEach(event -> read.add(event.event()));
        cursor = next.getLast().position();
      }
      assertThat(read).hasSize(100);
      assertThat(read.stream().filter(Interaction.class::isInstance).toList()).isEqualTo(events);
    }
    assertThat(await(log.read(0, 100, Set.of(EventKind.CLOCK_ADVANCED)))).hasSize(50);
  }

  /** A bare sequence would give the slow one the smaller number, and the reader would pass it. */
  @Test
  void aTransactionThatBeganEarlierAndCommitsLaterIsReadLater() {
    SqlConnection slow = await(database.pool.getConnection());
    Transaction open = await(slow.begin());
    await(slow.query("CREATE TEMPORARY TABLE work AS SELECT 1").execute());
    Interaction slowEvent = click("slow", "a");
    Interaction fastEvent = click("fast", "a");

    await(log.append(List.of(fastEvent)));
    List<LoggedEvent> before = await(log.read(0, 10, ALL));
    await(log.append(slow, List.of(slowEvent)));
    assertThat(await(log.read(0, 10, ALL))).as("uncommitted").isEqualTo(before);
    await(open.commit());
    await(slow.close());

    assertThat(before).extracting(LoggedEvent::event).containsExactly(fastEvent);
    assertThat(await(log.read(before.getLast().position(), 10, ALL)))
        .extracting(LoggedEvent::event)
        .containsExactly(slowEvent);
  }

  @Test
  void aSecondAppendWaitsForTheFirstToCommit() {
    SqlConnection first = await(database.pool.getConnection());
    Transaction open = await(first.begin());
    Interaction firstEvent = click("first", "a");
    Interaction secondEvent = click("second", "a");
    await(log.append(first, List.of(firstEvent)));

    var second = log.append(List.of(secondEvent)).subscribeAsCompletionStage();
    assertThat(await(log.read(0, 10, ALL))).isEmpty();
    assertThat(second).isNotDone();
    await(open.commit());
    await(first.close());
    second.join();

    assertThat(await(log.read(0, 10, ALL)))
        .extracting(LoggedEvent::event)
        .containsExactly(firstEvent, secondEvent);
  }

  @Test
  void aRolledBackAppendLeavesNothing() {
    assertThatThrownBy(
            () ->
                await(
                    database.pool.withTransaction(
                        connection ->
                            log.append(connection, List.of(click("u", "a")))
                                .chain(() -> connection.query("SELECT 1/0").execute()))))
        .hasMessageContaining("division by zero");
    assertThat(await(log.read(0, 10, ALL))).isEmpty();
    assertThat(await(log.head())).isZero();
  }

  @Test
  void historyIsTheUsersOwnNewestFirst() {
    Interaction old = click("u", "old", NOON.minus(Duration.ofDays(1)));
    Interaction recent = click("u", "recent", NOON);
    await(log.append(List.of(recent, click("other", "x"), old)));

    assertThat(await(log.history("u", 10))).containsExactly(recent, old);
    assertThat(await(log.history("u", 1))).containsExactly(recent);
    assertThat(await(log.history("nobody", 10))).isEmpty();
  }

  @Test
  void anyTimeFindsItsPartition() {
    Instant longAgo = Instant.parse("1996-03-29T18:36:55Z");
    Instant nextYear = Instant.now().plus(Duration.ofDays(400));
    Interaction first = click("u", "a", longAgo);
    Interaction last = click("u", "b", nextYear);

    assertThat(await(log.append(List.of(first, last)))).isEqualTo(new Appended(2, 0, 0));
    await(log.ensurePartitions(nextYear));

    assertThat(await(log.read(0, 10, ALL)))
        .extracting(LoggedEvent::event)
        .containsExactly(first, last);
  }

  @Test
  void anErasedUserLeavesATombstone() {
    UUID erasure = UUID.randomUUID();
    await(log.append(List.of(click("gone", "a"), click("stays", "a"))));

    long removed =
        await(
            database.pool.withTransaction(
                connection -> log.eraseUser(connection, erasure, "gone", NOON)));

    assertThat(removed).isEqualTo(1);
    assertThat(await(log.history("gone", 10))).isEmpty();
    assertThat(await(log.append(List.of(click("gone", "b"), click("stays", "b")))))
        .as("acknowledged and dropped")
        .isEqualTo(new Appended(1, 0, 1));
    assertThat(erasures()).singleElement().returns("gone", UserErased::userId);

    await(
        database.pool.withConnection(
            connection -> PgEventLog.blankErasedUser(connection, erasure)));
    assertThat(erasures()).singleElement().returns(null, UserErased::userId);

    assertThat(await(log.liftErasure("gone"))).isTrue();
    assertThat(await(log.liftErasure("gone"))).isFalse();
    assertThat(await(log.append(List.of(click("gone", "c"))))).isEqualTo(new Appended(1, 0, 0));
  }

  @Test
  void aServiceMayAppendAndReadButNotChangeTheLog() {
    var metrics = database.pool(Roles.METRICS);
    try {
      PgEventLog theirs = new PgEventLog(metrics, LogDatabase.ERASURE_KEY);
      await(theirs.append(List.of(click("u", "a"))));
      assertThat(await(theirs.read(0, 10, ALL))).hasSize(1);
      for (String forbidden :
          List.of(
              "DELETE FROM event_log.interaction",
              "UPDATE event_log.interaction SET user_id = 'x'",
              "INSERT INTO event_log.erasure VALUES ('h', now())",
              "SELECT event_log.erase_user(gen_random_uuid(), now(), 'u', 'h', '{}')",
              "SELECT * FROM event_log.erasure")) {
        assertThatThrownBy(() -> await(metrics.query(forbidden).execute()))
            .as(forbidden)
            .hasMessageContaining("permission denied");
      }
    } finally {
      await(metrics.close());
    }
  }

  private List<UserErased> erasures() {
    return await(log.read(0, 100, Set.of(EventKind.USER_ERASED))).stream()
        .map(event -> (UserErased) event.event())
        .toList();
  }
}
