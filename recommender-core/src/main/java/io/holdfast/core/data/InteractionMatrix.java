package io.holdfast.core.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sparse user × item matrix in compressed rows (CSR): what models are trained on.
 *
 * <p>Layout: the entries of user {@code u} are at positions {@code rowStart(u) … rowEnd(u)-1} of
 * three parallel columns: item (int32), value (float32, finite, ≥ 0) and time (epoch seconds).
 * There is at most one entry for a user and an item. A column costs what it tells: values that are
 * all the same take no memory, times 4 bytes an entry where they span less than 68 years, and none
 * if they are all the same.
 *
 * <p><b>Order and duplicates.</b> Entries of a row stand in time order, equal times in file order,
 * so a row is also the user's sequence. Repeated interactions with one item merge into one entry
 * that carries the latest time and stands where the latest of them stood; its value follows the
 * {@link DuplicateRule}.
 *
 * <p><b>Types and criteria.</b> The matrix of a log with interaction types or ratings by criterion
 * keeps the log, so that values can be {@linkplain #merged merged} anew by them; that of any other
 * log does not.
 *
 * <p>The accessors hand out the arrays themselves, because kernels need them; do not write to them.
 * Thread-safe under that condition.
 */
public final class InteractionMatrix {

  private final IdMap users;
  private final IdMap items;
  private final int[] rowStart;
  private final int[] item;
  private final ValueColumn value;
  private final TimeColumn epochSecond;
  private final @Nullable InteractionLog log;

  private InteractionMatrix(
      IdMap users,
      IdMap items,
      int[] rowStart,
      int[] item,
      ValueColumn value,
      TimeColumn epochSecond,
      @Nullable InteractionLog log) {
    this.users = users;
    this.items = items;
    this.rowStart = rowStart;
    this.item = item;
    this.value = value;
    this.epochSecond = epochSecond;
    this.log = log;
  }

  /**
   * The matrix of a log.
   *
   * @throws IllegalArgumentException if the log holds no interaction
   */
  public static InteractionMatrix of(InteractionLog log, DuplicateRule duplicates) {
    if (log.size() == 0) {
      throw new IllegalArgumentException("there are no interactions");
    }
    UserSequences sequences = log.byUser();
    int[] rowStart = new int[log.users().size() + 1];
    // The row of the log that an entry stands for, the latest of its user with its item.
    int[] row = LogMerging.latestRows(log, sequences, rowStart);
    TimeColumn time = TimeColumn.of(row.length, entry -> log.epochSecond(row[entry]));
    int[] item = row;
    for (int entry = 0; entry < item.length; entry++) {
      item[entry] = log.item(row[entry]);
    }
    ValueColumn value =
        ValueColumn.of(
            LogMerging.merge(
                log, sequences, rowStart, item, duplicates, (source, r) -> source.value(r)));
    return new InteractionMatrix(
        log.users(),
        log.items(),
        rowStart,
        item,
        value,
        time,
        log.hasTypes() || !log.criteria().isEmpty() ? log : null);
  }

  /** What a row of a log is worth. */
  @FunctionalInterface
  public interface RowValue {
    /** The worth of row {@code row} of {@code log}. */
    float of(InteractionLog log, int row);
  }

  /** Whether the interactions carry types. */
  public boolean hasTypes() {
    return log != null && log.hasTypes();
  }

  /** The criteria by which there are ratings; empty if there are none. */
  public List<String> criteria() {
    return log == null ? List.of() : log.criteria().names();
  }

  /**
   * For each entry the worth of its interactions, merged by {@code duplicates}: what {@link
   * #valueArray} would be if {@code value} had been the values.
   *
   * @throws IllegalStateException if the interactions carry neither types nor criteria
   */
  public float[] merged(DuplicateRule duplicates, RowValue value) {
    if (log == null) {
      throw new IllegalStateException("the interactions carry neither types nor criteria");
    }
    return LogMerging.merge(log, log.byUser(), rowStart, item, duplicates, value);
  }

  /**
   * The matrix of rows that are there already, too large to go through a log.
   *
   * @param rowStart {@code users.size() + 1} offsets, from 0 to the number of entries; not copied
   * @param item the item of each entry, at most once in a row; not copied
   * @param value the value of each entry, finite and not negative; not copied
   * @param epochSecond the time of each entry, not decreasing in a row; copied
   * @throws IllegalArgumentException if an array is not as said
   */
  public static InteractionMatrix ofRows(
      IdMap users, IdMap items, int[] rowStart, int[] item, float[] value, long[] epochSecond) {
    int entries = item.length;
    if (value.length != entries || epochSecond.length != entries) {
      throw new IllegalArgumentException(
          "%d items, %d values, %d times".formatted(entries, value.length, epochSecond.length));
    }
    requireRows(users, items, rowStart, item);
    for (int u = 0; u < users.size(); u++) {
      for (int p = rowStart[u]; p < rowStart[u + 1]; p++) {
        if (!(value[p] >= 0 && value[p] < Float.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "a value is finite and not negative, not " + value[p] + " in row " + u);
        }
        if (p > rowStart[u] && epochSecond[p] < epochSecond[p - 1]) {
          throw new IllegalArgumentException("times decrease in row " + u);
        }
      }
    }
    return new InteractionMatrix(
        users,
        items,
        rowStart,
        item,
        ValueColumn.of(value),
        TimeColumn.of(entries, entry -> epochSecond[entry]),
        null);
  }

  /**
   * The same of a binary matrix: every value is 1, every time 0.
   *
   * @throws IllegalArgumentException if an array is not as {@link #ofRows(IdMap, IdMap, int[],
   *     int[], float[], long[])} says
   */
  public static InteractionMatrix ofRows(IdMap users, IdMap items, int[] rowStart, int[] item) {
    requireRows(users, items, rowStart, item);
    return new InteractionMatrix(
        users,
        items,
        rowStart,
        item,
        ValueColumn.same(item.length, 1),
        TimeColumn.of(item.length, entry -> 0),
        null);
  }

  private static void requireRows(IdMap users, IdMap items, int[] rowStart, int[] item) {
    int entries = item.length;
    if (rowStart.length != users.size() + 1
        || rowStart[0] != 0
        || rowStart[users.size()] != entries) {
      throw new IllegalArgumentException(
          "the offsets are not those of %d rows of %d entries".formatted(users.size(), entries));
    }
    for (int u = 0; u < users.size(); u++) {
      if (rowStart[u] > rowStart[u + 1]) {
        throw new IllegalArgumentException("the offsets decrease at row " + u);
      }
    }
    int[] stamp = new int[items.size()];
    for (int u = 0; u < users.size(); u++) {
      for (int p = rowStart[u]; p < rowStart[u + 1]; p++) {
        int i = item[p];
        if (i < 0 || i >= items.size() || stamp[i] == u + 1) {
          throw new IllegalArgumentException(
              "item %d of row %d is none or occurs twice".formatted(i, u));
        }
        stamp[i] = u + 1;
      }
    }
  }

  /** All users: the rows. */
  public IdMap users() {
    return users;
  }

  /** All items: the columns, those without an entry too. */
  public IdMap items() {
    return items;
  }

  /** How many rows there are. */
  public int rows() {
    return rowStart.length - 1;
  }

  /** How many columns there are. */
  public int columns() {
    return items.size();
  }

  /** How many entries there are. */
  public int entries() {
    return item.length;
  }

  /** The position of row {@code user}'s first entry. */
  public int rowStart(int user) {
    return rowStart[user];
  }

  /** The position after row {@code user}'s last entry. */
  public int rowEnd(int user) {
    return rowStart[user + 1];
  }

  /** The row offsets, {@code rows() + 1} of them; read only. */
  public int[] rowStarts() {
    return rowStart;
  }

  /** The item of each entry; read only. */
  public int[] itemArray() {
    return item;
  }

  /** The value of entry {@code entry}. */
  public float value(int entry) {
    return value.at(entry);
  }

  /** Whether all values are the same, so that no memory is spent on them. */
  public boolean hasOneValue() {
    return value.isOne();
  }

  /** The value of each entry; read only. Made for the caller if there is but one value. */
  public float[] valueArray() {
    return value.toArray();
  }

  /** The time of entry {@code entry} in epoch seconds. */
  public long epochSecond(int entry) {
    return epochSecond.at(entry);
  }

  /**
   * The latest time in epoch seconds.
   *
   * @throws IllegalArgumentException if there is no entry
   */
  public long latestEpochSecond() {
    return epochSecond.latest();
  }

  /** For each item the number of distinct users who have an entry with it. */
  public int[] usersPerItem() {
    int[] counts = new int[columns()];
    for (int i : item) {
      counts[i]++;
    }
    return counts;
  }

  /**
   * The same entries by column (item): offsets of {@code columns() + 1}, then for each entry its
   * user, in ascending order within a column.
   */
  public ItemColumns byItem() {
    int[] start = new int[columns() + 1];
    for (int i : item) {
      start[i + 1]++;
    }
    for (int i = 0; i < columns(); i++) {
      start[i + 1] += start[i];
    }
    int[] next = Arrays.copyOf(start, columns());
    int[] user = new int[item.length];
    float[] columnValue = new float[item.length];
    for (int u = 0; u < rows(); u++) {
      for (int p = rowStart[u]; p < rowStart[u + 1]; p++) {
        int at = next[item[p]]++;
        user[at] = u;
        columnValue[at] = value.at(p);
      }
    }
    return new ItemColumns(start, user, columnValue);
  }

  /**
   * The entries by column (CSC).
   *
   * @param starts offsets of each column, one more than there are columns
   * @param users the user of each entry
   * @param values the value of each entry
   */
  @SuppressWarnings("ArrayRecordComponent") // A view for kernels, never compared.
  public record ItemColumns(int[] starts, int[] users, float[] values) {}
}
