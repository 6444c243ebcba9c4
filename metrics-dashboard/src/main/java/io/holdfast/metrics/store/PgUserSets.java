package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.UserSets;
import io.holdfast.stickiness.bitmap.UserSet;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sets of users in tables {@code activity} and {@code cohort}, as portable Roaring bitmaps. */
record PgUserSets(Statements statements) implements UserSets {

  private static String table(Kind kind) {
    return switch (kind) {
      case ACTIVE -> "activity";
      case COHORT -> "cohort";
    };
  }

  @Override
  public Uni<List<Integer>> chunks() {
    return statements.one(
        "SELECT coalesce(max(user_number), -1) FROM person",
        Tuple.tuple(),
        row -> {
          int last = Math.toIntExact(row.getLong(0));
          return last < 0
              ? List.of()
              : IntStream.rangeClosed(0, UserSet.chunkOf(last)).boxed().toList();
        });
  }

  @Override
  public Uni<Map<Place, UserSet>> at(Kind kind, Collection<Place> places) {
    return statements
        .list(
            """
            SELECT s.day, s.chunk, s.users FROM unnest($1::date[], $2::int[]) AS g(day, chunk)
            JOIN %s s USING (day, chunk)
            """
                .formatted(table(kind)),
            Columns.of(places)
                .with(LocalDate.class, Place::day)
                .with(Integer.class, Place::chunk)
                .tuple(),
            row ->
                Map.entry(
                    new Place(row.getLocalDate(0), row.getInteger(1)), users(row.getBuffer(2))))
        .map(
            found ->
                found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public Uni<Map<LocalDate, UserSet>> between(Kind kind, int chunk, LocalDate from, LocalDate to) {
    return byDay(
        "SELECT day, users FROM %s WHERE chunk = $1 AND day BETWEEN $2 AND $3"
            .formatted(table(kind)),
        Tuple.of(chunk, from, to));
  }

  @Override
  public Uni<Map<LocalDate, UserSet>> with(Kind kind, int user) {
    return byDay(
            "SELECT day, users FROM %s WHERE chunk = $1".formatted(table(kind)),
            Tuple.of(UserSet.chunkOf(user)))
        .invoke(sets -> sets.values().removeIf(users -> !users.contains(user)));
  }

  private Uni<Map<LocalDate, UserSet>> byDay(String sql, Tuple parameters) {
    return statements
        .list(sql, parameters, row -> Map.entry(row.getLocalDate(0), users(row.getBuffer(1))))
        .map(
            found -> {
              Map<LocalDate, UserSet> byDay = new TreeMap<>();
              found.forEach(entry -> byDay.put(entry.getKey(), entry.getValue()));
              return byDay;
            });
  }

  /** A set of nobody has no row. */
  @Override
  public Uni<Void> put(Kind kind, Map<Place, UserSet> sets) {
    return sets.isEmpty()
        ? Uni.createFrom().voidItem()
        : statements
            .run(
                """
                INSERT INTO %s (day, chunk, users)
                SELECT * FROM unnest($1::date[], $2::int[], $3::bytea[])
                ON CONFLICT (chunk, day) DO UPDATE SET users = EXCLUDED.users
                """
                    .formatted(table(kind)),
                Columns.of(sets.entrySet())
                    .with(LocalDate.class, entry -> entry.getKey().day())
                    .with(Integer.class, entry -> entry.getKey().chunk())
                    .with(
                        io.vertx.core.buffer.Buffer.class,
                        entry -> io.vertx.core.buffer.Buffer.buffer(entry.getValue().toBytes()))
                    .tuple())
            .chain(
                () -> {
                  List<Place> nobody =
                      sets.entrySet().stream()
                          .filter(entry -> entry.getValue().isEmpty())
                          .map(Map.Entry::getKey)
                          .toList();
                  return nobody.isEmpty() ? Uni.createFrom().voidItem() : remove(kind, nobody);
                });
  }

  private Uni<Void> remove(Kind kind, List<Place> places) {
    return statements.run(
        """
        DELETE FROM %s s USING unnest($1::date[], $2::int[]) AS g(day, chunk)
        WHERE s.day = g.day AND s.chunk = g.chunk
        """
            .formatted(table(kind)),
        Columns.of(places)
            .with(LocalDate.class, Place::day)
            .with(Integer.class, Place::chunk)
            .tuple());
  }

  private static UserSet users(Buffer stored) {
    return UserSet.fromBytes(stored.getBytes());
  }
}
