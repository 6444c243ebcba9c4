package io.holdfast.recommender.store;

import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioStore;
import io.holdfast.recommender.domain.ScenarioVersion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The scenarios as Panache entities. */
@ApplicationScoped
@Timeout(value = 10, unit = ChronoUnit.SECONDS)
class PgScenarioStore implements ScenarioStore {
  private static final int RACES = 3;
  private static final String CHANGES = "SELECT coalesce(sum(version), 0) AS changes FROM scenario";

  private final Pool pool;

  PgScenarioStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Long> changes() {
    return pool.preparedQuery(CHANGES)
        .execute()
        .map(rows -> rows.iterator().next().getLong("changes"));
  }

  @Override
  public Uni<List<ScenarioVersion>> latest() {
    return EventLoop.run(
            () -> Panache.withSession(() -> ScenarioRow.<ScenarioRow>list("order by name")))
        .map(rows -> rows.stream().map(ScenarioRow::toDomain).toList());
  }

  @Override
  public Uni<Optional<ScenarioVersion>> latest(String name) {
    return EventLoop.run(() -> Panache.withSession(() -> ScenarioRow.<ScenarioRow>findById(name)))
        .map(row -> Optional.ofNullable(row).map(ScenarioRow::toDomain));
  }

  @Override
  public Uni<List<ScenarioVersion>> versions(String name, Integer before, int limit) {
    return EventLoop.run(
            () ->
                Panache.withSession(
                    () ->
                        ScenarioVersionRow.<ScenarioVersionRow>find(
                                "name = ?1 and version < ?2 order by version desc",
                                name,
                                before == null ? Integer.MAX_VALUE : before)
                            .range(0, limit - 1)
                            .list()))
        .map(rows -> rows.stream().map(ScenarioVersionRow::toDomain).toList());
  }

  @Override
  public Uni<Outcome> put(Edit edit, ScenarioSettings settings) {
    return change(
        edit,
        row -> {
          if (row == null) {
            return ScenarioRow.count()
                .chain(
                    count ->
                        count >= MOST_SCENARIOS
                            ? Uni.createFrom().item(new Full())
                            : store(ScenarioRow.configured(edit.name()), edit, settings));
          }
          return row.is(settings)
              ? Uni.createFrom().item(new Stored(row.toDomain()))
              : store(row, edit, settings);
        });
  }

  @Override
  public Uni<Outcome> delete(Edit edit) {
    return change(
        edit,
        row ->
            row == null || row.settings == null
                ? Uni.createFrom().item(new Absent())
                : store(row, edit, null));
  }

  /** Two that make the same scenario at once meet at its primary key; the later one looks again. */
  private static Uni<Outcome> change(Edit edit, Function<ScenarioRow, Uni<Outcome>> change) {
    return EventLoop.run(
            () ->
                Panache.withTransaction(
                    () ->
                        ScenarioRow.<ScenarioRow>findById(
                                edit.name(), LockModeType.PESSIMISTIC_WRITE)
                            .chain(row -> unlessStale(row, edit, change))))
        .onFailure(PgFailures::isConflict)
        .retry()
        .withBackOff(Duration.ofMillis(5))
        .atMost(RACES);
  }

  private static Uni<Outcome> unlessStale(
      ScenarioRow row, Edit edit, Function<ScenarioRow, Uni<Outcome>> change) {
    int version = row == null ? Scenario.CONFIGURED_VERSION : row.version;
    return edit.expected() != null && edit.expected() != version
        ? Uni.createFrom().item(new Stale(version))
        : change.apply(row);
  }

  private static Uni<Outcome> store(ScenarioRow row, Edit edit, ScenarioSettings settings) {
    row.become(settings, edit);
    return row.<ScenarioRow>persist()
        .chain(() -> ScenarioVersionRow.of(row).persist())
        .map(ignored -> new Stored(row.toDomain()));
  }
}
