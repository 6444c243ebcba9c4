package io.holdfast.training.reader;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats of data files that Holdfast reads. */
public enum DataFormat {
  /** MovieLens 100K, {@code u.data}: user, item, rating, seconds, between tabs. */
  MOVIELENS_100K,
  /** MovieLens 1M and 10M, {@code ratings.dat}: {@code user::item::rating::seconds}. */
  MOVIELENS_1M,
  /** MovieLens with a header, {@code ratings.csv}: userId, movieId, rating, timestamp. */
  MOVIELENS_CSV,
  /** A line a user: the user, then the items in order, between blanks. */
  SEQUENCES,
  /** UCI Online Retail's columns as CSV. */
  ONLINE_RETAIL,
  /** Any CSV with a header, its columns named by a {@link ColumnMapping}. */
  CSV,
  /** One JSON object of our Interaction a line. */
  JSONL;

  /** The name on the command line: kebab case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The format with that name.
   *
   * @throws IllegalArgumentException if there is none, with the names that there are
   */
  public static DataFormat ofWire(String wire) {
    return Arrays.stream(values())
        .filter(format -> format.wire().equals(wire))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no such format: " + wire + "; there are " + String.join(", ", names())));
  }

  /** All names. */
  public static java.util.List<String> names() {
    return Arrays.stream(values()).map(DataFormat::wire).collect(Collectors.toList());
  }
}
