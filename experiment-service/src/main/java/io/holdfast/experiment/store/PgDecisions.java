package io.holdfast.experiment.store;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Decision;
import io.holdfast.experiment.domain.DecisionQuery;
import io.holdfast.experiment.domain.DecisionReport;
import io.holdfast.experiment.domain.Decisions;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.Situation;
import io.holdfast.experiment.domain.UnknownDecisionException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Decisions in PostgreSQL. */
@ApplicationScoped
public class PgDecisions implements Decisions {

  @Override
  public Uni<List<DecisionReport>> list(DecisionQuery query) {
    Filter filter =
        new Filter()
            .and("experimentKey =", query.experimentKey())
            .and("action =", query.action() == null ? null : query.action().wire())
            .and("applied =", query.applied())
            .and("decidedAt >=", query.from())
            .and("decidedAt <", query.to());
    if (query.past() != null) {
      filter.where(
          "position %s (select other.position from DecisionEntity other where other.id = ?)"
              .formatted(query.newestFirst() ? "<" : ">"),
          query.past());
    }
    Sort order = query.newestFirst() ? Sort.descending("position") : Sort.ascending("position");
    return Panache.withSession(
        () ->
            DecisionEntity.<DecisionEntity>find(filter.text(), order, filter.parameters())
                .range(0, query.limit() - 1)
                .list()
                .chain(rows -> reports(query.experimentKey(), rows)));
  }

  @Override
  public Uni<Optional<DecisionReport>> find(String key, UUID id) {
    return Panache.withSession(
        () ->
            row(key, id)
                .chain(
                    row ->
                        row == null
                            ? Uni.createFrom().item(Optional.empty())
                            : reports(key, List.of(row)).map(found -> found.stream().findFirst())));
  }

  @Override
  public Uni<ExperimentReport> answer(
      String key, UUID id, Function<Target, Optional<Change>> answer) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .map(ExperimentTransaction::new)
                .chain(
                    transaction ->
                        transaction
                            .situation(key)
                            .chain(situation -> target(situation, id))
                            .chain(
                                target ->
                                    answer
                                        .apply(target)
                                        .map(
                                            change -> transaction.apply(target.situation(), change))
                                        .orElseGet(() -> Uni.createFrom().voidItem()))
                            .chain(() -> transaction.report(key))));
  }

  private static Uni<Target> target(Situation situation, UUID id) {
    String key = situation.experiment().key();
    return row(key, id)
        .onItem()
        .ifNull()
        .failWith(() -> new UnknownDecisionException(key, id))
        .chain(
            row ->
                reports(key, List.of(row))
                    .chain(
                        reports ->
                            overtaking(situation.experiment(), row)
                                .map(newer -> new Target(situation, reports.getFirst(), newer))));
  }

  /** A later decision of the same experiment, or a promotion in the same scenario. */
  private static Uni<Decision> overtaking(Experiment experiment, DecisionEntity row) {
    return DecisionEntity.<DecisionEntity>find(
            """
            from DecisionEntity newer where newer.applied and newer.position > ?1
              and (newer.experimentKey = ?2 or newer.action = 'promote' and newer.experimentKey in (
                select other.key from ExperimentEntity other where other.scenario = ?3))
              and not exists (select 1 from DecisionEntity undo where undo.undoes = newer.id)
            """,
            Sort.descending("newer.position"),
            row.position,
            experiment.key(),
            experiment.spec().scenario())
        .firstResult()
        .map(newer -> newer == null ? null : newer.toDomain());
  }

  private static Uni<DecisionEntity> row(String key, UUID id) {
    return DecisionEntity.<DecisionEntity>find("id = ?1 and experimentKey = ?2", id, key)
        .firstResult();
  }

  private static Uni<List<DecisionReport>> reports(String key, List<DecisionEntity> rows) {
    List<UUID> ids = rows.stream().map(row -> row.id).toList();
    return DecisionEntity.<DecisionEntity>list("answers in ?1 or undoes in ?1", ids)
        .chain(followers -> open(key).map(open -> reports(rows, followers, open)));
  }

  private static List<DecisionReport> reports(
      List<DecisionEntity> rows, List<DecisionEntity> followers, UUID open) {
    Map<UUID, Decision> followerOf = new HashMap<>();
    for (DecisionEntity follower : followers) {
      followerOf.put(
          follower.answers == null ? follower.undoes : follower.answers, follower.toDomain());
    }
    return rows.stream()
        .map(row -> DecisionReport.of(row.toDomain(), followerOf.get(row.id), row.id.equals(open)))
        .toList();
  }

  /** The newest decision about an experiment that runs or is paused; null if there is none. */
  private static Uni<UUID> open(String key) {
    return DecisionEntity.<DecisionEntity>find(
            """
            experimentKey = ?1 and exists (
              select 1 from ExperimentEntity other where other.key = ?1 and other.state in ?2)
            """,
            Sort.descending("position"),
            key,
            List.of(ExperimentState.RUNNING.wire(), ExperimentState.PAUSED.wire()))
        .firstResult()
        .map(row -> row == null ? null : row.id);
  }
}
