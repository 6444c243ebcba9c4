package io.holdfast.experiment.store;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.experiment.domain.HoldoutPlan;
import io.holdfast.experiment.domain.Holdouts;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Holdouts in PostgreSQL. Of two who make one of the same name at once, one fails. */
@ApplicationScoped
public class PgHoldouts implements Holdouts {
  private static final List<String> OVER =
      List.of(ExperimentState.STOPPED.wire(), ExperimentState.ARCHIVED.wire());

  @Override
  public Uni<Optional<HoldoutPlan>> find(String name) {
    return Panache.withSession(
        () ->
            HoldoutEntity.<HoldoutEntity>findById(name)
                .map(entity -> Optional.ofNullable(entity).map(HoldoutEntity::toDomain)));
  }

  @Override
  public Uni<List<HoldoutPlan>> all() {
    return Panache.withSession(
        () ->
            HoldoutEntity.<HoldoutEntity>listAll(Sort.by("name"))
                .map(rows -> rows.stream().map(HoldoutEntity::toDomain).toList()));
  }

  @Override
  public Uni<HoldoutPlan> change(String name, Instant now, Function<Standing, HoldoutPlan> change) {
    return Panache.withTransaction(
        () ->
            HoldoutEntity.<HoldoutEntity>findById(name, LockModeType.PESSIMISTIC_WRITE)
                .chain(entity -> change(name, entity, now, change)));
  }

  private static Uni<HoldoutPlan> change(
      String name, HoldoutEntity known, Instant now, Function<Standing, HoldoutPlan> change) {
    return ExperimentEntity.<ExperimentEntity>list("holdoutName", Sort.by("key"), name)
        .map(
            naming ->
                change.apply(
                    new Standing(
                        Optional.ofNullable(known).map(HoldoutEntity::toDomain),
                        naming.stream()
                            .filter(each -> each.startedAt != null)
                            .map(each -> each.key)
                            .toList(),
                        naming.stream()
                            .filter(each -> !OVER.contains(each.state))
                            .map(each -> each.key)
                            .toList())))
        .chain(
            plan -> {
              HoldoutEntity entity = known == null ? new HoldoutEntity() : known;
              entity.set(plan);
              return Panache.getSession()
                  .chain(
                      session ->
                          session
                              .persist(entity)
                              .chain(session::flush)
                              .chain(
                                  () ->
                                      new ExperimentTransaction(session)
                                          .append(List.of(plan.toEvent(now)))))
                  .replaceWith(plan);
            });
  }
}
