package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.People;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Users and their numbers in table {@code person}. */
record PgPeople(Statements statements) implements People {

  private record Named(String id, Person person) {}

  @Override
  public Uni<Map<String, Person>> known(SequencedMap<String, LocalDate> activeOn) {
    if (activeOn.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Map<String, Person> known = new HashMap<>();
    return statements
        .list(
            "SELECT user_id, user_number, first_active_on FROM person WHERE user_id = ANY ($1)",
            Tuple.of(activeOn.keySet().toArray(String[]::new)),
            row ->
                new Named(row.getString(0), new Person(row.getLong(1), row.getLocalDate(2), true)))
        .chain(
            found -> {
              found.forEach(each -> known.put(each.id(), each.person()));
              return add(
                  activeOn.entrySet().stream()
                      .filter(user -> !known.containsKey(user.getKey()))
                      .toList());
            })
        .map(
            added -> {
              added.forEach(each -> known.put(each.id(), each.person()));
              return known;
            });
  }

  /**
   * New numbers follow the greatest one, so that they stay dense; only the one runner of the
   * consumer gives them.
   */
  private Uni<List<Named>> add(List<Map.Entry<String, LocalDate>> users) {
    return users.isEmpty()
        ? Uni.createFrom().item(List.of())
        : statements.list(
            """
            INSERT INTO person (user_number, user_id, first_active_on)
            SELECT (SELECT coalesce(max(user_number), -1) FROM person) + g.row, g.user_id,
              g.active_on
            FROM unnest($1::text[], $2::date[]) WITH ORDINALITY AS g(user_id, active_on, row)
            RETURNING user_id, user_number
            """,
            Columns.of(users)
                .with(String.class, Map.Entry::getKey)
                .with(LocalDate.class, Map.Entry::getValue)
                .tuple(),
            row -> new Named(row.getString(0), new Person(row.getLong(1), null, false)));
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
  public Uni<Void> active(List<FirstDay> earlier) {
    if (earlier.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return statements.run(
        """
        UPDATE person p SET first_active_on = g.day
        FROM unnest($1::bigint[], $2::date[]) AS g(user_number, day)
        WHERE p.user_number = g.user_number
        """,
        Columns.of(earlier)
            .with(Long.class, each -> (long) each.user())
            .with(LocalDate.class, FirstDay::day)
            .tuple());
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
