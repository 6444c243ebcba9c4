package io.holdfast.experiment.store;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.domain.Change;
import io.holdfast.experiment.domain.Decision;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.Models;
import io.holdfast.experiment.domain.Situation;
import io.holdfast.experiment.domain.UnknownExperimentException;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The steps of a transaction that changes an experiment, on the session of the transaction that
 * runs.
 *
 * <p>Locks are taken in one order: the experiment's row, then its scenario, then its holdout, then
 * the log, which comes last because every other append waits for it until the commit.
 */
final class ExperimentTransaction {
  private final Mutiny.Session session;

  ExperimentTransaction(Mutiny.Session session) {
    this.session = session;
  }

  /** Keeps a new experiment. */
  Uni<ExperimentReport> insert(Change change) {
    Experiment experiment = change.experiment();
    return session
        .persistAll(
            ExperimentEntity.of(experiment, change.at()), EvaluationEntity.of(experiment.key()))
        .chain(session::flush)
        .chain(() -> record(null, change))
        .replaceWith(new ExperimentReport(experiment, change.at(), null, null, null));
  }

  /** Locks the experiment, finds how things stand, and does what the function says. */
  Uni<ExperimentReport> change(String key, Function<Situation, Change> change) {
    return situation(key)
        .chain(
            situation -> {
              Change decided = change.apply(situation);
              return apply(situation, decided).chain(() -> report(key));
            });
  }

  /** How things stand, with the experiment and its scenario locked. */
  Uni<Situation> situation(String key) {
    return lock(key)
        .chain(() -> report(key))
        .chain(
            report ->
                lockScenario(report.experiment().spec().scenario())
                    .chain(() -> rivals(report.experiment()))
                    .chain(rivals -> models().chain(models -> situation(report, rivals, models))));
  }

  private Uni<Situation> situation(
      ExperimentReport report, List<Experiment> rivals, Models models) {
    return holdout(report.experiment().spec().holdout())
        .chain(
            holdout ->
                last(report.experiment().key(), true)
                    .map(applied -> new Situation(report, rivals, models, holdout, applied)));
  }

  /** As it is now, and locked: its share must not change while an experiment starts with it. */
  private Uni<Holdout> holdout(Holdout named) {
    return named == null
        ? Uni.createFrom().nullItem()
        : HoldoutEntity.<HoldoutEntity>findById(named.name(), LockModeType.PESSIMISTIC_READ)
            .map(entity -> entity.toDomain().holdout());
  }

  /** Writes a change; its events are the last step. */
  Uni<Void> apply(Situation situation, Change change) {
    Experiment before = situation.experiment();
    Experiment after = change.experiment();
    Uni<Void> written = Uni.createFrom().voidItem();
    if (!after.equals(before)) {
      written =
          session
              .find(ExperimentEntity.class, after.key())
              .invoke(entity -> entity.set(after, change.at()))
              .chain(entity -> session.flush().invoke(() -> requireRevision(entity, after)));
    }
    if (before.startedAt() == null && after.startedAt() != null) {
      written = written.chain(() -> beginEvaluation(after));
    }
    return written.chain(() -> record(before, change));
  }

  Uni<ExperimentReport> report(String key) {
    return session
        .find(ExperimentEntity.class, key)
        .onItem()
        .ifNull()
        .failWith(() -> new UnknownExperimentException(key))
        .chain(entity -> reports(List.of(entity)))
        .map(List::getFirst);
  }

  /** The experiments with how far they are evaluated and what was decided last. */
  Uni<List<ExperimentReport>> reports(List<ExperimentEntity> entities) {
    List<String> keys = entities.stream().map(entity -> entity.key).toList();
    return EvaluationEntity.<EvaluationEntity>list("experimentKey in ?1", keys)
        .chain(
            evaluations ->
                DecisionEntity.<DecisionEntity>list(
                        """
                        position in (
                          select max(other.position) from DecisionEntity other
                          where other.experimentKey in ?1 group by other.experimentKey)
                        """,
                        keys)
                    .map(decisions -> reports(entities, evaluations, decisions)));
  }

  private static List<ExperimentReport> reports(
      List<ExperimentEntity> entities,
      List<EvaluationEntity> evaluations,
      List<DecisionEntity> decisions) {
    Map<String, EvaluationEntity> evaluationOf = new HashMap<>();
    evaluations.forEach(each -> evaluationOf.put(each.experimentKey, each));
    Map<String, Decision> decisionOf = new HashMap<>();
    decisions.forEach(each -> decisionOf.put(each.experimentKey, each.toDomain()));
    return entities.stream()
        .map(
            entity ->
                new ExperimentReport(
                    entity.toDomain(),
                    entity.changedAt,
                    evaluationOf.get(entity.key).evaluatedThrough,
                    evaluationOf.get(entity.key).undecidedReason,
                    decisionOf.get(entity.key)))
        .toList();
  }

  private Uni<Void> lock(String key) {
    return session
        .createNativeQuery("select key from experiment where key = :key for update", String.class)
        .setParameter("key", key)
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(() -> new UnknownExperimentException(key))
        .replaceWithVoid();
  }

  /** Two experiments of one scenario must not start at the same moment. */
  private Uni<Void> lockScenario(String scenario) {
    return session
        .createNativeQuery(
            """
            select 1 from (
              select pg_advisory_xact_lock(hashtext('experiment.scenario'), hashtext(:scenario))
            ) as locked
            """,
            Integer.class)
        .setParameter("scenario", scenario)
        .getSingleResult()
        .replaceWithVoid();
  }

  private Uni<List<Experiment>> rivals(Experiment experiment) {
    return ExperimentEntity.<ExperimentEntity>list(
            "scenario = ?1 and state = ?2 and key <> ?3",
            Sort.by("key"),
            experiment.spec().scenario(),
            ExperimentState.RUNNING.wire(),
            experiment.key())
        .map(rows -> rows.stream().map(ExperimentEntity::toDomain).toList());
  }

  private Uni<Models> models() {
    return ModelEntity.<ModelEntity>listAll(Sort.by("position"))
        .map(
            rows -> {
              ModelReference active = null;
              for (ModelEntity row : rows) {
                active = row.active ? row.toDomain() : active;
              }
              return new Models(rows.stream().map(ModelEntity::toDomain).toList(), active);
            });
  }

  private Uni<Decision> last(String key, boolean appliedOnly) {
    return DecisionEntity.<DecisionEntity>find(
            appliedOnly ? "experimentKey = ?1 and applied" : "experimentKey = ?1",
            Sort.descending("position"),
            key)
        .firstResult()
        .map(row -> row == null ? null : row.toDomain());
  }

  /** There is nothing to evaluate before the day in which an experiment starts. */
  private Uni<Void> beginEvaluation(Experiment experiment) {
    return evaluated(experiment.key(), experiment.startedAt().truncatedTo(ChronoUnit.DAYS));
  }

  /** That day is evaluated. */
  Uni<Void> evaluated(String key, Instant day) {
    return session
        .find(EvaluationEntity.class, key)
        .invoke(
            entity -> {
              entity.evaluatedThrough = day;
              entity.undecidedReason = null;
            })
        .replaceWithVoid();
  }

  /** The next day could not be evaluated, and why. */
  Uni<Void> undecided(String key, String reason) {
    return session
        .find(EvaluationEntity.class, key)
        .invoke(entity -> entity.undecidedReason = reason)
        .replaceWithVoid();
  }

  private Uni<Void> record(Experiment before, Change change) {
    AuditEntity audit = new AuditEntity();
    audit.experimentKey = change.experiment().key();
    audit.at = change.at();
    audit.actor = change.actor();
    audit.action = change.action();
    audit.reason = change.reason();
    audit.before = before == null ? null : Json.write(before);
    audit.after = Json.write(change.experiment());
    List<Object> rows = new ArrayList<>();
    rows.add(audit);
    if (change.decision() != null) {
      rows.add(DecisionEntity.of(change.decision()));
    }
    return session
        .persistAll(rows.toArray())
        .chain(session::flush)
        .chain(() -> append(change.events()));
  }

  /** Tells the log; the last step, because every other append waits for it until the commit. */
  Uni<Void> append(List<Event> events) {
    Uni<Void> appended = Uni.createFrom().voidItem();
    for (Event event : events) {
      appended = appended.chain(() -> append(event));
    }
    return appended;
  }

  private Uni<Void> append(Event event) {
    return session
        .createNativeQuery(
            "select event_log.append_event(:id, :at, :kind, :payload)", Integer.class)
        .setParameter("id", event.eventId())
        .setParameter("at", event.occurredAt())
        .setParameter("kind", event.kind().wire())
        .setParameter("payload", Json.write(event))
        .getSingleResult()
        .replaceWithVoid();
  }

  private static void requireRevision(ExperimentEntity entity, Experiment after) {
    if (entity.revision != after.revision()) {
      throw new IllegalStateException(
          "%s is at revision %d, its event says %d"
              .formatted(after.key(), entity.revision, after.revision()));
    }
  }
}
