package io.holdfast.experiment.store;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.experiment.domain.Bandits;
import io.holdfast.experiment.domain.Experiment;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Bandits in PostgreSQL; the row in {@code bandit} is locked while one looks at its rewards. */
@ApplicationScoped
public class PgBandits implements Bandits {

  @Override
  public Uni<List<String>> due(Instant now) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        begin(session)
                            .chain(
                                () ->
                                    session
                                        .createNativeQuery(
                                            """
                                            select key from bandit
                                            join experiment on key = experiment_key
                                            where state = 'running' and due_at <= :now
                                            order by key
                                            """,
                                            String.class)
                                        .setParameter("now", now)
                                        .getResultList())));
  }

  /** A bandit is due first when its experiment has run for its interval. */
  private static Uni<Integer> begin(Mutiny.Session session) {
    return session
        .createNativeQuery(
            """
            insert into bandit (experiment_key, due_at)
            select key, started_at + make_interval(hours => cast(bandit ->> 'everyHours' as integer))
            from experiment
            where bandit is not null and state = 'running'
              and not exists (select 1 from bandit other where other.experiment_key = key)
            on conflict do nothing
            """)
        .executeUpdate();
  }

  @Override
  public Uni<Attempt> step(String key, Instant now, BiFunction<Experiment, State, Uni<Step>> look) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        lock(session, key, now)
                            .chain(mine -> mine == null ? passOver() : step(session, mine, look))));
  }

  private static Uni<Attempt> step(
      Mutiny.Session session, String key, BiFunction<Experiment, State, Uni<Step>> look) {
    return session
        .find(BanditEntity.class, key)
        .chain(
            bandit ->
                session
                    .find(ExperimentEntity.class, key)
                    .map(ExperimentEntity::toDomain)
                    // What is read later must be what is there then.
                    .invoke(session::clear)
                    .chain(
                        experiment ->
                            experiment.state() != ExperimentState.RUNNING
                                ? passOver()
                                : look.apply(experiment, bandit.toDomain())
                                    .chain(step -> finish(session, experiment, step))));
  }

  /** The key, if its bandit is due and this replica has it now; else null. */
  private static Uni<String> lock(Mutiny.Session session, String key, Instant now) {
    return session
        .createNativeQuery(
            """
            select experiment_key from bandit
            where experiment_key = :key and due_at <= :now
            for update skip locked
            """,
            String.class)
        .setParameter("key", key)
        .setParameter("now", now)
        .getSingleResultOrNull();
  }

  private static Uni<Attempt> finish(Mutiny.Session session, Experiment experiment, Step step) {
    String key = experiment.key();
    return switch (step) {
      case Held held ->
          session
              .find(BanditEntity.class, key)
              .invoke(bandit -> bandit.heldReason = held.reason())
              .replaceWith(Attempt.HELD);
      case Moved moved -> {
        ExperimentTransaction transaction = new ExperimentTransaction(session);
        yield transaction
            .situation(key)
            .chain(
                situation ->
                    situation.experiment().revision() != experiment.revision()
                        ? passOver()
                        : keep(session, key, moved)
                            .chain(
                                () ->
                                    moved
                                        .change()
                                        .map(
                                            change ->
                                                transaction.apply(
                                                    situation, change.apply(situation)))
                                        .orElseGet(session::flush))
                            .replaceWith(Attempt.MOVED));
      }
    };
  }

  private static Uni<Void> keep(Mutiny.Session session, String key, Moved moved) {
    return session
        .find(BanditEntity.class, key)
        .invoke(
            bandit -> {
              bandit.dueAt = moved.dueAt();
              bandit.evaluatedThrough = moved.evaluatedThrough();
              bandit.heldReason = null;
            })
        .chain(() -> session.persist(BanditMoveEntity.of(key, moved.move())));
  }

  @Override
  public Uni<Optional<State>> state(String key) {
    return Panache.withSession(
        () ->
            BanditEntity.<BanditEntity>findById(key)
                .map(found -> Optional.ofNullable(found).map(BanditEntity::toDomain)));
  }

  @Override
  public Uni<List<Move>> moves(String key, UUID before, int limit) {
    return Panache.withSession(
        () ->
            (before == null
                    ? BanditMoveEntity.<BanditMoveEntity>find(
                        "experimentKey = ?1", Sort.descending("position"), key)
                    : BanditMoveEntity.<BanditMoveEntity>find(
                        """
                        experimentKey = ?1 and position <
                          (select other.position from BanditMoveEntity other where other.id = ?2)
                        """,
                        Sort.descending("position"),
                        key,
                        before))
                .range(0, limit - 1)
                .list()
                .map(rows -> rows.stream().map(BanditMoveEntity::toDomain).toList()));
  }

  private static Uni<Attempt> passOver() {
    return Uni.createFrom().item(Attempt.PASSED_OVER);
  }
}
