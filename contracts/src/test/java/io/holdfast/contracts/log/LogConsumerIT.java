package io.holdfast.contracts.log;

import static io.holdfast.contracts.log.LogDatabase.await;
import static io.holdfast.contracts.log.LogDatabase.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.log.LogConsumer.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogConsumerIT {
  private LogDatabase database;

  @BeforeEach
  void start() throws Exception {
    database = new LogDatabase();
    await(database.pool.query("CREATE TABLE seen (position bigint, item_id text)").execute());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void appliesEachEventOnce() {
    LogConsumer consumer = consumer(3, this::see);
    await(consumer.register());
    assertThat(await(consumer.step())).isEqualTo(Step.AT_HEAD);
    append(10);

    List<Step> steps = new ArrayList<>();
    do {
      steps.add(await(consumer.step()));
    } while (steps.getLast() == Step.ADVANCED);

    assertThat(steps)
        .containsExactly(Step.ADVANCED, Step.ADVANCED, Step.ADVANCED, Step.ADVANCED, Step.AT_HEAD);
    assertThat(seen()).containsExactly("i0", "i1", "i2", "i3", "i4", "i5", "i6", "i7", "i8", "i9");
    assertThat(await(consumer.position())).isEqualTo(await(database.log.head()));
  }

  /** The connection is cut by the server after the effect and before the cursor moves. */
  @Test
  void killedBetweenEffectAndCursorItStartsAgainWithoutATrace() {
    append(5);
    AtomicBoolean killed = new AtomicBoolean();
    LogConsumer consumer =
        consumer(
            100,
            (connection, events) ->
                see(connection, events)
                    .chain(
                        () ->
                            killed.getAndSet(true)
                                ? Uni.createFrom().voidItem()
                                : connection
                                    .query("SELECT pg_terminate_backend(pg_backend_pid())")
                                    .execute()
                                    .replaceWithVoid()));
    await(consumer.register());

    assertThatThrownBy(() -> await(consumer.step())).isNotNull();
    assertThat(killed).isTrue();
    awaitLivingConnections();
    assertThat(seen()).isEmpty();
    assertThat(await(consumer.position())).isZero();

    assertThat(await(consumer.step())).isEqualTo(Step.ADVANCED);
    assertThat(seen()).containsExactly("i0", "i1", "i2", "i3", "i4");
  }

  /** What was read ahead of a cursor that was put back since is not used. */
  @Test
  void aCursorThatWasPutBackIsFollowed() {
    append(6);
    LogConsumer consumer = consumer(2, this::see);
    await(consumer.register());
    await(consumer.step());
    await(database.pool.query("UPDATE event_log.consumer SET position = 0").execute());
    await(consumer.step());
    await(consumer.step());
    assertThat(seen()).containsExactly("i0", "i0", "i1", "i1", "i2", "i3");
  }

  @Test
  void twoReplicasNeverWorkAtOnce() {
    append(1);
    List<Step> other = new ArrayList<>();
    LogConsumer second = consumer(100, this::see);
    LogConsumer first =
        consumer(
            100,
            (connection, events) ->
                see(connection, events).chain(second::step).invoke(other::add).replaceWithVoid());
    await(first.register());

    assertThat(await(first.step())).isEqualTo(Step.ADVANCED);
    assertThat(other).containsExactly(Step.ELSEWHERE);
    assertThat(await(second.step())).isEqualTo(Step.AT_HEAD);
    assertThat(seen()).containsExactly("i0");
  }

  /** The pool may hand the dead connection out once more before it learns of its end. */
  private void awaitLivingConnections() {
    await(database.pool.query("SELECT 1").execute().onFailure().retry().atMost(10));
  }

  private LogConsumer consumer(int batchSize, LogConsumer.Effect effect) {
    return new LogConsumer(database.pool, "test", Set.of(EventKind.INTERACTION), batchSize, effect);
  }

  private void append(int count) {
    List<Interaction> events = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      events.add(click("u", "i" + k));
    }
    await(database.log.append(events));
  }

  private Uni<Void> see(SqlConnection connection, List<LoggedEvent> events) {
    return connection
        .preparedQuery("INSERT INTO seen VALUES ($1, $2)")
        .executeBatch(
            events.stream()
                .map(event -> Tuple.of(event.position(), ((Interaction) event.event()).itemId()))
                .toList())
        .replaceWithVoid();
  }

  private List<String> seen() {
    List<String> items = new ArrayList<>();
    for (Row row :
        await(database.pool.query("SELECT item_id FROM seen ORDER BY position").execute())) {
      items.add(row.getString(0));
    }
    return items;
  }
}
