package io.holdfast.experiment.store;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.experiment.domain.Evaluations;
import io.holdfast.experiment.domain.Experiment;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Evaluations in PostgreSQL; the row in {@code evaluation} is locked while one goes on. */
@ApplicationScoped
public class PgEvaluations implements Evaluations {

  @Override
  public Uni<List<String>> due(Instant day) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(
                                """
                                select key from evaluation
                                join experiment on key = experiment_key
                                where state = 'running' and interleaving is null and evaluated_through < :day
                                order by key
                                """,
                                String.class)
                            .setParameter("day", day)
                            .getResultList()));
  }

  @Override
  public Uni<Void> moveIdleOn(Instant day) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(
                                """
                                update evaluation
                                set evaluated_through = :day, undecided_reason = null
                                where evaluated_through < :day and experiment_key in (
                                  select key from experiment
                                  where state in ('paused', 'stopped') or interleaving is not null)
                                """)
                            .setParameter("day", day)
                            .executeUpdate())
                .replaceWithVoid());
  }

  @Override
  public Uni<Attempt> evaluate(
      String key, Instant day, BiFunction<Experiment, Instant, Uni<Evaluation>> evaluation) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        lock(session, key, day)
                            .chain(
                                experiment ->
                                    experiment == null
                                        ? passOver()
                                        : evaluation
                                            .apply(experiment, day)
                                            .chain(
                                                result ->
                                                    finish(session, experiment, day, result)))));
  }

  /** The experiment, if its evaluation is due and this replica has it now; else null. */
  private static Uni<Experiment> lock(Mutiny.Session session, String key, Instant day) {
    return session
        .createNativeQuery(
            """
            select experiment_key from evaluation
            where experiment_key = :key and evaluated_through < :day
            for update skip locked
            """,
            String.class)
        .setParameter("key", key)
        .setParameter("day", day)
        .getSingleResultOrNull()
        .chain(
            mine ->
                mine == null
                    ? Uni.createFrom().nullItem()
                    : session
                        .find(ExperimentEntity.class, key)
                        .map(entity -> running(entity.toDomain()))
                        // What is read later must be what is there then.
                        .invoke(session::clear));
  }

  private static Uni<Attempt> finish(
      Mutiny.Session session, Experiment experiment, Instant day, Evaluation evaluation) {
    ExperimentTransaction transaction = new ExperimentTransaction(session);
    String key = experiment.key();
    return switch (evaluation) {
      case Undecided undecided ->
          transaction.undecided(key, undecided.reason()).replaceWith(Attempt.UNDECIDED);
      case Decided decided ->
          transaction
              .situation(key)
              .chain(
                  situation ->
                      situation.experiment().revision() == experiment.revision()
                          ? transaction
                              .evaluated(key, day)
                              .chain(
                                  () ->
                                      transaction.apply(
                                          situation, decided.change().apply(situation)))
                              .replaceWith(Attempt.EVALUATED)
                          : passOver());
    };
  }

  private static Experiment running(Experiment experiment) {
    return experiment.state() == ExperimentState.RUNNING ? experiment : null;
  }

  private static Uni<Attempt> passOver() {
    return Uni.createFrom().item(Attempt.PASSED_OVER);
  }
}
