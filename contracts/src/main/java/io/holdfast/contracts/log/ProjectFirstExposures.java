package io.holdfast.contracts.log;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.ErasureConfirmed;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.RecommendationServed.Trigger;
import io.holdfast.contracts.event.UserErased;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Keeps the table of {@link FirstExposures} as the log tells it. */
final class ProjectFirstExposures implements LogConsumer.Effect {
  private final PgEventLog log;
  private final String schema;
  private final String service;

  ProjectFirstExposures(PgEventLog log, String schema, String service) {
    this.log = log;
    this.schema = schema;
    this.service = service;
  }

  @Override
  public Uni<Void> apply(SqlConnection connection, List<LoggedEvent> events) {
    Batch batch = new Batch();
    events.forEach(logged -> batch.add(logged.event()));
    return delete(connection, "user_id", batch.erased)
        .chain(() -> delete(connection, "experiment_key", batch.archived))
        .chain(() -> insert(connection, batch.first))
        .chain(() -> confirm(connection, batch.confirmations));
  }

  private record Key(String userId, String experimentKey) {}

  private record Exposure(String variant, Instant at) {}

  /**
   * What a batch comes to: exposures from before an erasure or an archiving are forgotten, so that
   * it makes no difference that rows are deleted first.
   */
  private final class Batch {
    private final Map<Key, Exposure> first = new LinkedHashMap<>();
    private final Set<String> erased = new HashSet<>();
    private final Set<String> archived = new HashSet<>();
    private final List<ErasureConfirmed> confirmations = new ArrayList<>();

    private void add(Event event) {
      switch (event) {
        case RecommendationServed served -> {
          if (served.userId() != null && served.trigger() == Trigger.USER) {
            served.experiments().forEach(seen -> add(served.userId(), seen, served.servedAt()));
          }
        }
        case ExposureRecorded exposure ->
            add(exposure.userId(), exposure.experiment(), exposure.occurredAt());
        case ExperimentChanged changed -> {
          if (changed.state() == ExperimentState.ARCHIVED) {
            archived.add(changed.key());
            first.keySet().removeIf(key -> key.experimentKey().equals(changed.key()));
          }
        }
        case UserErased erasure -> {
          if (erasure.userId() != null) {
            erased.add(erasure.userId());
            first.keySet().removeIf(key -> key.userId().equals(erasure.userId()));
            confirmations.add(confirmation(erasure));
          }
        }
        default -> throw new IllegalArgumentException("not asked for: " + event.kind());
      }
    }

    private void add(String userId, AssignedVariant seen, Instant at) {
      if (seen.reason() == AssignmentReason.FORCED
          || seen.reason() == AssignmentReason.HOLDOUT
          || seen.key().startsWith(Holdout.KEY_PREFIX)) {
        return;
      }
      first.merge(
          new Key(userId, seen.key()),
          new Exposure(seen.variant(), at),
          (known, next) -> next.at().isBefore(known.at()) ? next : known);
    }
  }

  private Uni<Void> delete(SqlConnection connection, String column, Set<String> values) {
    return values.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(
                "DELETE FROM %s.sticky_variant WHERE %s = ANY ($1)".formatted(schema, column))
            .execute(Tuple.of(values.toArray(String[]::new)))
            .replaceWithVoid();
  }

  private Uni<Void> insert(SqlConnection connection, Map<Key, Exposure> first) {
    if (first.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String[] users = first.keySet().stream().map(Key::userId).toArray(String[]::new);
    String[] keys = first.keySet().stream().map(Key::experimentKey).toArray(String[]::new);
    String[] variants = first.values().stream().map(Exposure::variant).toArray(String[]::new);
    OffsetDateTime[] times =
        first.values().stream()
            .map(exposure -> exposure.at().atOffset(ZoneOffset.UTC))
            .toArray(OffsetDateTime[]::new);
    return connection
        .preparedQuery(
            """
            INSERT INTO %s.sticky_variant AS known (user_id, experiment_key, variant, exposed_at)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
            ON CONFLICT (user_id, experiment_key) DO UPDATE
            SET variant = excluded.variant, exposed_at = excluded.exposed_at
            WHERE excluded.exposed_at < known.exposed_at
            """
                .formatted(schema))
        .execute(Tuple.of(users, keys, variants, times))
        .replaceWithVoid();
  }

  /** The last step: every other append to the log waits for it until the commit. */
  private Uni<Void> confirm(SqlConnection connection, List<ErasureConfirmed> confirmations) {
    return confirmations.isEmpty()
        ? Uni.createFrom().voidItem()
        : log.append(connection, confirmations).replaceWithVoid();
  }

  /** Its identity follows from the erasure, so that a replay of the log changes nothing. */
  private ErasureConfirmed confirmation(UserErased erasure) {
    String name = service + ":" + erasure.eventId();
    return new ErasureConfirmed(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        erasure.eventId(),
        service,
        erasure.occurredAt());
  }
}
