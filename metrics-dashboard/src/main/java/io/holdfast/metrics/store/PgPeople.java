package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.People;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Users and their numbers in table {@code person}. */
record PgPeople(Statements statements) implements People {

  /**
   * New numbers follow the greatest one, so that they stay dense; only the one runner of the
   * consumer gives them.
   */
  @Override
  public Uni<Map<String, Long>> numbers(Collection<String> userIds) {
    if (userIds.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Tuple users = Tuple.of(userIds.toArray(String[]::new));
    return statements
        .run(
            """
            INSERT INTO person (user_number, user_id)
            SELECT (SELECT coalesce(max(user_number), -1) FROM person)
                + row_number() OVER (ORDER BY g.row),
              g.user_id
            FROM unnest($1::text[]) WITH ORDINALITY AS g(user_id, row)
            WHERE NOT EXISTS (SELECT FROM person p WHERE p.user_id = g.user_id)
            """,
            users)
        .chain(
            () ->
                statements.list(
                    "SELECT user_id, user_number FROM person WHERE user_id = ANY ($1)",
                    users,
                    row -> Map.entry(row.getString(0), row.getLong(1))))
        .map(
            found -> {
              Map<String, Long> numbers = new HashMap<>();
              found.forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
              return numbers;
            });
  }

  @Override
  public Uni<OptionalLong> find(String userId) {
    return statements
        .list(
            "SELECT user_number FROM person WHERE user_id = $1",
            Tuple.of(userId),
            row -> row.getLong(0))
        .map(found -> found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst()));
  }

  @Override
  public Uni<List<FirstDay>> active(Map<Integer, LocalDate> first) {
    return statements.list(
        """
        UPDATE person p SET first_active_on = g.day
        FROM unnest($1::bigint[], $2::date[]) AS g(user_number, day)
        JOIN person b USING (user_number)
        WHERE p.user_number = b.user_number
          AND (b.first_active_on IS NULL OR b.first_active_on > g.day)
        RETURNING p.user_number::int, b.first_active_on, g.day
        """,
        Columns.of(first.entrySet())
            .with(Long.class, entry -> entry.getKey().longValue())
            .with(LocalDate.class, Map.Entry::getValue)
            .tuple(),
        row -> new FirstDay(row.getInteger(0), row.getLocalDate(1), row.getLocalDate(2)));
  }

  @Override
  public Uni<Void> describe(List<Attributes> attributes) {
    return statements.run(
        """
        UPDATE person p SET attributes = g.attributes, attributes_revision = g.revision,
          attributes_changed_at = g.changed_at
        FROM unnest($1::bigint[], $2::bigint[], $3::jsonb[], $4::timestamptz[])
          AS g(user_number, revision, attributes, changed_at)
        WHERE p.user_number = g.user_number AND p.attributes_revision <= g.revision
        """,
        Columns.of(attributes)
            .with(Long.class, Attributes::userNumber)
            .with(Long.class, Attributes::revision)
            .with(JsonObject.class, person -> new JsonObject(person.json()))
            .withTime(Attributes::changedAt)
            .tuple());
  }

  @Override
  public Uni<Void> forget(long userNumber) {
    return new PgErasure(statements).forget(userNumber);
  }
}
