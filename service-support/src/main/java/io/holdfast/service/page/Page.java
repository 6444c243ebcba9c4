package io.holdfast.service.page;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items at most as many as were asked for
 * @param nextCursor where the next page begins; null on the last page
 */
public record Page<T>(List<T> items, String nextCursor) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page out of one row more than was asked for: the surplus row tells that there is a next page.
   *
   * @param rows at most {@code limit + 1} of them, in order
   * @param limit the page's size
   * @param position the sort position of a row, from which the next page goes on
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> position) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, Cursor.encode(position.apply(items.getLast())));
  }

  /** The same page with other items. */
  public <R> Page<R> map(Function<T, R> item) {
    return new Page<>(items.stream().map(item).toList(), nextCursor);
  }
}
