package io.holdfast.recommender.store;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.recommender.domain.ModelRegistry;
import io.holdfast.recommender.domain.ModelState;
import io.holdfast.recommender.domain.RegisteredModel;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The model registry as Panache entities; activation in SQL, beside the decisions'. */
@ApplicationScoped
@Timeout(value = 10, unit = ChronoUnit.SECONDS)
class PgModelRegistry implements ModelRegistry {
  private static final int RACES = 3;

  private final Pool pool;
  private final Activation activation;

  PgModelRegistry(Pool pool, PgEventLog log) {
    this.pool = pool;
    this.activation = new Activation(log);
  }

  @Override
  public Uni<Registration> register(RegisteredModel candidate) {
    return EventLoop.run(
        () ->
            Panache.withTransaction(() -> registerOnce(candidate))
                .onFailure(PgFailures::isConflict)
                .retry()
                .atMost(RACES));
  }

  private static Uni<Registration> registerOnce(RegisteredModel candidate) {
    return Model.<Model>findById(Model.Key.of(candidate.reference()))
        .chain(
            known -> {
              if (known != null) {
                return Uni.createFrom().item(new Registration(known.toDomain(), false));
              }
              return Panache.getSession()
                  .chain(
                      session ->
                          session
                              .persist(Model.of(candidate))
                              .chain(
                                  () -> SessionLog.append(session, List.of(candidate.toEvent()))))
                  .replaceWith(new Registration(candidate, true));
            });
  }

  @Override
  public Uni<Optional<RegisteredModel>> find(ModelReference reference) {
    return EventLoop.run(
        () ->
            Panache.withSession(() -> Model.<Model>findById(Model.Key.of(reference)))
                .map(row -> Optional.ofNullable(row).map(Model::toDomain)));
  }

  @Override
  public Uni<List<RegisteredModel>> list(ModelReference after, int limit) {
    return EventLoop.run(() -> Panache.withSession(() -> page(after, limit)));
  }

  private static Uni<List<RegisteredModel>> page(ModelReference after, int limit) {
    if (after == null) {
      return rows("order by registeredAt desc, name, version", limit);
    }
    return Model.<Model>findById(Model.Key.of(after))
        .chain(
            last ->
                last == null
                    ? Uni.createFrom().item(List.of())
                    : rows(
                        """
                        registeredAt < ?1 or (registeredAt = ?1
                          and (name > ?2 or (name = ?2 and version > ?3)))
                        order by registeredAt desc, name, version
                        """,
                        limit,
                        last.registeredAt,
                        last.name,
                        last.version));
  }

  private static Uni<List<RegisteredModel>> rows(String query, int limit, Object... parameters) {
    return Model.<Model>find(query, parameters)
        .range(0, limit - 1)
        .list()
        .map(rows -> rows.stream().map(Model::toDomain).toList());
  }

  @Override
  public Uni<List<RegisteredModel>> usable() {
    return EventLoop.run(
        () ->
            Panache.withSession(
                    () ->
                        Model.<Model>list(
                            "state <> 'retired' order by registeredAt desc, name, version"))
                .map(rows -> rows.stream().map(Model::toDomain).toList()));
  }

  @Override
  public Uni<Change> activate(ModelReference reference, String actor, Instant at) {
    return pool.withTransaction(
            connection -> activation.activate(connection, reference, null, actor, at))
        .chain(
            outcome ->
                switch (outcome) {
                  case ACTIVATED, ALREADY_ACTIVE -> changed(reference);
                  case UNKNOWN -> Uni.createFrom().item(new Unknown());
                  case RETIRED -> Uni.createFrom().item(new Refused(ModelState.RETIRED));
                });
  }

  private Uni<Change> changed(ModelReference reference) {
    return find(reference).map(model -> model.<Change>map(Changed::new).orElseGet(Unknown::new));
  }

  @Override
  public Uni<Change> retire(ModelReference reference, Instant at) {
    return EventLoop.run(() -> Panache.withTransaction(() -> retireOnce(reference)));
  }

  private static Uni<Change> retireOnce(ModelReference reference) {
    return Model.<Model>findById(Model.Key.of(reference), LockModeType.PESSIMISTIC_WRITE)
        .map(
            row -> {
              if (row == null) {
                return new Unknown();
              }
              if (row.state() == ModelState.ACTIVE) {
                return new Refused(ModelState.ACTIVE);
              }
              row.state = ModelState.RETIRED.wire();
              return new Changed(row.toDomain());
            });
  }
}
