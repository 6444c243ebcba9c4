package io.holdfast.core.filter;

import io.holdfast.core.data.IdMap;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The attributes of all items by column, and which items pass a filter. Answers are kept, for the
 * last {@value #KEPT} filters, until an item changes or the time makes another one pass; so a
 * request costs nothing in proportion to the catalogue but when its filter is new.
 *
 * <p>Items have numbers, which never change. Models bring items that the catalogue does not have:
 * those have no attribute, and may be shown.
 *
 * <p>Thread-safe, but for {@link #put} and {@link #changed}, which one thread calls.
 */
public final class ItemTable {
  /** How many attributes there can be; what items have of others is not looked at. */
  public static final int MOST_ATTRIBUTES = 4096;

  private static final int KEPT = 128;
  private static final int HIDDEN = 1;
  private static final boolean[] IF_HIDDEN = {false, true};
  private static final int[] NO_CODES = {};
  private static final Filter.Attribute CATEGORIES = part(Filter.Source.CATEGORIES, "categories");
  private static final Filter.Attribute PUBLISHED_AT =
      part(Filter.Source.PUBLISHED_AT, "publishedAt");

  private final ItemNumbers numbers = new ItemNumbers();
  private final Map<Filter.Attribute, AttributeColumn> columns = new ConcurrentHashMap<>();
  private final CodeColumn hidden = new CodeColumn();
  private final NumberColumn shownFrom = new NumberColumn();
  private final NumberColumn shownUntil = new NumberColumn();
  private final Map<Filter, ItemSet> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Filter, ItemSet> eldest) {
          return size() > KEPT;
        }
      };
  private volatile long generation;
  private volatile ItemSet shown;

  /** Replaces what is known of an item; seen by others after {@link #changed}. */
  public void put(String itemId, ItemAttributes item) {
    int number = numbers.of(itemId);
    hidden.set(number, item.shown() ? new int[0] : new int[] {HIDDEN});
    shownFrom.set(number, moment(item.shownFrom()));
    shownUntil.set(number, moment(item.shownUntil()));
    column(CATEGORIES).set(number, item.categories());
    column(part(Filter.Source.TAGS, "tags")).set(number, item.tags());
    column(part(Filter.Source.DOMAIN, "domain")).set(number, item.domain());
    column(PUBLISHED_AT).set(number, item.publishedAt());
    columns.forEach(
        (attribute, column) -> {
          if (attribute.source() == Filter.Source.ATTRIBUTES) {
            column.set(number, item.attributes().get(attribute.name()));
          }
        });
    item.attributes()
        .forEach(
            (name, value) -> {
              Filter.Attribute attribute = part(Filter.Source.ATTRIBUTES, name);
              if (!columns.containsKey(attribute) && columns.size() < MOST_ATTRIBUTES) {
                column(attribute).set(number, value);
              }
            });
  }

  /** Makes the items that were put count. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // One thread writes.
  public void changed() {
    generation = generation + 1;
  }

  /** The number of each of a model's items, in their order. */
  public int[] numbers(IdMap items) {
    return numbers.ofAll(items);
  }

  /** An item's number; that of an item without attributes if nothing is known of it. */
  public int number(String itemId) {
    return numbers.find(itemId);
  }

  /** Whether the catalogue or a model brought an item with that id. */
  public boolean knows(String itemId) {
    return numbers.find(itemId) != ItemNumbers.UNKNOWN;
  }

  /** Codes of an item's categories, distinct; a category has the same code for every item. */
  public int[] categories(int number) {
    AttributeColumn column = columns.get(CATEGORIES);
    return column == null ? NO_CODES : column.textCodes(number);
  }

  /** Since when an item is there; null if that is not known. */
  public Instant publishedAt(int number) {
    AttributeColumn column = columns.get(PUBLISHED_AT);
    return column == null ? null : column.moment(number);
  }

  /** The items that may be shown at a moment, whatever is asked for. */
  public ItemSet shown(Instant now) {
    double moment = Period.micros(now);
    ItemSet answer = shown;
    if (answer == null || !answer.holds(generation, numbers.size(), moment)) {
      answer = findShown(moment);
      shown = answer;
    }
    return answer;
  }

  /** The items that pass a filter at a moment. */
  public ItemSet select(Filter filter, Instant now) {
    double moment = Period.micros(now);
    synchronized (kept) {
      ItemSet answer = kept.get(filter);
      if (answer != null && answer.holds(generation, numbers.size(), moment)) {
        return answer;
      }
    }
    ItemSet answer = find(filter, moment);
    synchronized (kept) {
      kept.put(filter, answer);
    }
    return answer;
  }

  private ItemSet findShown(double moment) {
    long at = generation;
    int size = numbers.size();
    Period period = new Period(moment);
    long[] not = new long[words(size)];
    hidden.among(IF_HIDDEN, not);
    shownFrom.between(Math.nextUp(moment), Double.POSITIVE_INFINITY, not);
    shownUntil.between(Double.NEGATIVE_INFINITY, moment, not);
    shownFrom.tell(period, 0);
    shownUntil.tell(period, 0);
    for (int word = 0; word < not.length; word++) {
      not[word] = ~not[word];
    }
    return new ItemSet(not, at, size, period);
  }

  private ItemSet find(Filter filter, double moment) {
    long at = generation;
    int size = numbers.size();
    Period period = new Period(moment);
    long[] bits = new Evaluation(this, words(size), period).evaluate(filter);
    return new ItemSet(bits, at, size, period);
  }

  /** The column of an attribute; null if no item has it. */
  AttributeColumn find(Filter.Attribute attribute) {
    return columns.get(attribute);
  }

  private AttributeColumn column(Filter.Attribute attribute) {
    return columns.computeIfAbsent(attribute, unknown -> new AttributeColumn());
  }

  private static Filter.Attribute part(Filter.Source source, String name) {
    return new Filter.Attribute(source, name);
  }

  private static double moment(Instant instant) {
    return instant == null ? NumberColumn.NONE : Period.micros(instant);
  }

  private static int words(int size) {
    return (size + Long.SIZE - 1) / Long.SIZE;
  }
}
