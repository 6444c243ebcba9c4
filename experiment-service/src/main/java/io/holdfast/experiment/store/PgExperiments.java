package io.holdfast.experiment.store;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentQuery;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.Experiments;
import io.holdfast.experiment.domain.KeyTakenException;
import io.holdfast.experiment.domain.Situation;
import io.holdfast.experiment.domain.UnknownExperimentException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;

/** Experiments in PostgreSQL. */
@ApplicationScoped
public class PgExperiments implements Experiments {
  private static final String EXPERIMENT_KEY = "experiment_pkey";
  private static final List<String> BEGUN =
      Stream.of(ExperimentState.RUNNING, ExperimentState.PAUSED, ExperimentState.STOPPED)
          .map(ExperimentState::wire)
          .toList();

  @Override
  public Uni<ExperimentReport> create(Change change) {
    return Panache.withTransaction(() -> transaction().chain(each -> each.insert(change)))
        .onFailure(PgExperiments::keyIsTaken)
        .transform(failure -> new KeyTakenException(change.experiment().key()));
  }

  @Override
  public Uni<Optional<ExperimentReport>> find(String key) {
    return Panache.withSession(() -> transaction().chain(each -> each.report(key)))
        .map(Optional::of)
        .onFailure(UnknownExperimentException.class)
        .recoverWithItem(Optional.empty());
  }

  @Override
  public Uni<List<ExperimentReport>> list(ExperimentQuery query) {
    Filter filter = ExperimentSelection.filter(query);
    return Panache.withSession(
        () ->
            ExperimentEntity.<ExperimentEntity>find(
                    filter.text(), ExperimentSelection.sort(query), filter.parameters())
                .range(0, query.limit() - 1)
                .list()
                .chain(rows -> transaction().chain(each -> each.reports(rows))));
  }

  @Override
  public Uni<List<Experiment>> running() {
    return Panache.withSession(
        () ->
            ExperimentEntity.<ExperimentEntity>list(
                    "state", Sort.by("key"), ExperimentState.RUNNING.wire())
                .map(rows -> rows.stream().map(ExperimentEntity::toDomain).toList()));
  }

  @Override
  public Uni<List<ExperimentReport>> begun() {
    return Panache.withSession(
        () ->
            ExperimentEntity.<ExperimentEntity>list("state in ?1", Sort.by("key"), BEGUN)
                .chain(rows -> transaction().chain(each -> each.reports(rows))));
  }

  @Override
  public Uni<Long> version() {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(
                                """
                                select coalesce(sum(revision), 0)
                                  + (select count(*) from DecisionEntity where applied)
                                from ExperimentEntity
                                """,
                                Long.class)
                            .getSingleResult()));
  }

  @Override
  public Uni<ExperimentReport> change(String key, Function<Situation, Change> change) {
    return Panache.withTransaction(() -> transaction().chain(each -> each.change(key, change)));
  }

  private static Uni<ExperimentTransaction> transaction() {
    return Panache.getSession().map(ExperimentTransaction::new);
  }

  private static boolean keyIsTaken(Throwable failure) {
    return failure instanceof ConstraintViolationException violation
        && (EXPERIMENT_KEY.equals(violation.getConstraintName())
            || violation.getMessage().contains(EXPERIMENT_KEY));
  }
}
