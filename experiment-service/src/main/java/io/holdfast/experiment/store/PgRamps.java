package io.holdfast.experiment.store;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Ramps;
import io.holdfast.experiment.domain.Situation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Ramps in PostgreSQL; the row in {@code ramp} is locked while one looks at its results. */
@ApplicationScoped
public class PgRamps implements Ramps {

  @Override
  public Uni<List<String>> underWay() {
    return Panache.withTransaction(
        () -> Panache.getSession().chain(session -> begin(session).chain(() -> keys(session))));
  }

  /** A ramp's first step begins when its experiment does. */
  private static Uni<Integer> begin(Mutiny.Session session) {
    return session
        .createNativeQuery(
            """
            insert into ramp (experiment_key, step, since)
            select key, 0, started_at
            from experiment
            where experiment.ramp is not null and state in ('running', 'paused')
              and not exists (select 1 from ramp other where other.experiment_key = key)
            on conflict do nothing
            """)
        .executeUpdate();
  }

  private static Uni<List<String>> keys(Mutiny.Session session) {
    return session
        .createNativeQuery(
            """
            select key from ramp progress
            join experiment on key = experiment_key
            where state in ('running', 'paused') and not alarm
              and step < jsonb_array_length(experiment.ramp -> 'steps') - 1
            order by key
            """,
            String.class)
        .getResultList();
  }

  @Override
  public Uni<Attempt> step(String key, Instant now, BiFunction<Experiment, State, Uni<Look>> look) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        lock(session, key)
                            .chain(
                                mine ->
                                    mine == null ? passOver() : step(session, mine, now, look))));
  }

  /** The key, if its ramp is under way and this replica has it now; else null. */
  private static Uni<String> lock(Mutiny.Session session, String key) {
    return session
        .createNativeQuery(
            """
            select experiment_key from ramp
            where experiment_key = :key and not alarm
            for update skip locked
            """,
            String.class)
        .setParameter("key", key)
        .getSingleResultOrNull();
  }

  private static Uni<Attempt> step(
      Mutiny.Session session,
      String key,
      Instant now,
      BiFunction<Experiment, State, Uni<Look>> look) {
    return session
        .find(RampEntity.class, key)
        .map(RampEntity::toDomain)
        .chain(
            state ->
                session
                    .find(ExperimentEntity.class, key)
                    .map(ExperimentEntity::toDomain)
                    // What is read later must be what is there then.
                    .invoke(session::clear)
                    .chain(experiment -> step(session, experiment, state, now, look)));
  }

  private static Uni<Attempt> step(
      Mutiny.Session session,
      Experiment experiment,
      State state,
      Instant now,
      BiFunction<Experiment, State, Uni<Look>> look) {
    String key = experiment.key();
    if (experiment.spec().ramp() == null || experiment.spec().ramp().isLast(state.step())) {
      return passOver();
    }
    if (experiment.state() == ExperimentState.PAUSED) {
      return write(session, key, ramp -> ramp.begin(state.step(), now)).chain(PgRamps::passOver);
    }
    if (experiment.state() != ExperimentState.RUNNING) {
      return passOver();
    }
    return look.apply(experiment, state)
        .chain(seen -> finish(session, experiment, state, now, seen));
  }

  private static Uni<Attempt> finish(
      Mutiny.Session session, Experiment experiment, State state, Instant now, Look look) {
    String key = experiment.key();
    return switch (look) {
      case Wait wait -> Uni.createFrom().item(Attempt.WAITING);
      case Held held ->
          write(session, key, ramp -> ramp.hold(held.reason(), now, false))
              .replaceWith(Attempt.HELD);
      case Alarm alarm ->
          apply(
              session,
              experiment,
              alarm.change(),
              ramp -> ramp.hold(alarm.reason(), now, true),
              Attempt.HELD);
      case Advance advance ->
          apply(
              session,
              experiment,
              advance.change(),
              ramp -> ramp.begin(state.step() + 1, now),
              Attempt.ADVANCED);
    };
  }

  /** Writes the ramp and the change, unless the experiment was changed since it was looked at. */
  private static Uni<Attempt> apply(
      Mutiny.Session session,
      Experiment seen,
      Function<Situation, Change> change,
      Consumer<RampEntity> progress,
      Attempt done) {
    ExperimentTransaction transaction = new ExperimentTransaction(session);
    return transaction
        .situation(seen.key())
        .chain(
            situation ->
                situation.experiment().revision() != seen.revision()
                    ? passOver()
                    : write(session, seen.key(), progress)
                        .chain(() -> transaction.apply(situation, change.apply(situation)))
                        .replaceWith(done));
  }

  private static Uni<Void> write(
      Mutiny.Session session, String key, Consumer<RampEntity> progress) {
    return session.find(RampEntity.class, key).invoke(progress).chain(session::flush);
  }

  @Override
  public Uni<Optional<State>> state(String key) {
    return Panache.withSession(
        () ->
            RampEntity.<RampEntity>findById(key)
                .map(found -> Optional.ofNullable(found).map(RampEntity::toDomain)));
  }

  @Override
  public Uni<Void> resume(
      String key, Resumption resumption, BiFunction<Situation, Optional<State>, Change> change) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .find(RampEntity.class, key, LockMode.PESSIMISTIC_WRITE)
                            .chain(ramp -> resume(session, key, ramp, resumption, change))));
  }

  private static Uni<Void> resume(
      Mutiny.Session session,
      String key,
      RampEntity ramp,
      Resumption resumption,
      BiFunction<Situation, Optional<State>, Change> change) {
    ExperimentTransaction transaction = new ExperimentTransaction(session);
    return transaction
        .situation(key)
        .chain(
            situation -> {
              Change decided =
                  change.apply(situation, Optional.ofNullable(ramp).map(RampEntity::toDomain));
              ramp.resume(resumption);
              return transaction.apply(situation, decided);
            });
  }

  private static Uni<Attempt> passOver() {
    return Uni.createFrom().item(Attempt.PASSED_OVER);
  }
}
