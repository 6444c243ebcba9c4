package io.holdfast.metrics.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Rows turned into one typed array a column, for {@code unnest}.
 *
 * @param <R> a row
 */
final class Columns<R> {

  private final List<R> rows;
  private final Tuple tuple = Tuple.tuple();

  private Columns(Collection<R> rows) {
    this.rows = List.copyOf(rows);
  }

  static <R> Columns<R> of(Collection<R> rows) {
    return new Columns<>(rows);
  }

  /** Adds a column. */
  <T> Columns<R> with(Class<T> type, Function<R, T> field) {
    Object column = Array.newInstance(type, rows.size());
    for (int k = 0; k < rows.size(); k++) {
      Array.set(column, k, field.apply(rows.get(k)));
    }
    tuple.addValue(column);
    return this;
  }

  /** Adds a column of times. */
  Columns<R> withTime(Function<R, Instant> field) {
    return with(OffsetDateTime.class, row -> time(field.apply(row)));
  }

  /** Adds one value that is not an array. */
  Columns<R> and(Object value) {
    tuple.addValue(value instanceof Instant at ? time(at) : value);
    return this;
  }

  Tuple tuple() {
    return tuple;
  }

  static OffsetDateTime time(Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
