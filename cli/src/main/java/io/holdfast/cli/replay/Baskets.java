package io.holdfast.cli.replay;

import io.holdfast.training.reader.Catalogue;
import io.holdfast.training.reader.CatalogueItem;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.DataRow;
import io.holdfast.training.reader.PositiveTypes;
import io.holdfast.training.reader.ReadSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The baskets of a data set, cut in time.
 *
 * @param cut the moment that divides them
 * @param before baskets that began before it, earliest first
 * @param after baskets that began at it or later, of users who have one before, earliest first
 * @param catalogue what is known about the items
 */
record Baskets(
    Instant cut, List<Basket> before, List<Basket> after, Collection<CatalogueItem> catalogue) {

  /** The session, or the moment where there is none, of one user. */
  private record Key(String userId, String session) {}

  /**
   * Reads a data file: rows that speak for an item, by basket.
   *
   * @param share of the rows that lie before the cut, in (0, 1)
   * @param summary told what reading came to
   * @throws IllegalArgumentException if one side of the cut is empty
   * @throws IOException if the file cannot be read or is not in its format
   */
  static Baskets read(DataFile file, double share, Consumer<ReadSummary> summary)
      throws IOException {
    Catalogue catalogue = Catalogue.beside(file);
    List<DataRow> rows = new ArrayList<>();
    summary.accept(
        file.read(
            row -> {
              catalogue.learn(row);
              if (row.itemId() != null && PositiveTypes.contains(row.type())) {
                rows.add(row);
              }
            }));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("the data has no interaction that speaks for an item");
    }
    rows.sort(Comparator.comparing(DataRow::occurredAt));
    Instant cut = rows.get((int) (share * (rows.size() - 1))).occurredAt();
    return divide(baskets(rows), cut, catalogue.items());
  }

  private static List<Basket> baskets(List<DataRow> rows) {
    Map<Key, List<DataRow>> groups = new LinkedHashMap<>();
    for (DataRow row : rows) {
      String session = row.details().sessionId();
      Key key = new Key(row.userId(), session == null ? row.occurredAt().toString() : session);
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
    }
    return groups.values().stream()
        .map(group -> new Basket(group.getFirst().userId(), group.getFirst().occurredAt(), group))
        .toList();
  }

  private static Baskets divide(
      List<Basket> all, Instant cut, Collection<CatalogueItem> catalogue) {
    List<Basket> before = all.stream().filter(basket -> basket.at().isBefore(cut)).toList();
    Set<String> known = before.stream().map(Basket::userId).collect(Collectors.toSet());
    List<Basket> after =
        all.stream()
            .filter(basket -> !basket.at().isBefore(cut) && known.contains(basket.userId()))
            .toList();
    if (before.isEmpty() || after.isEmpty()) {
      throw new IllegalArgumentException("no user has baskets on both sides of " + cut);
    }
    return new Baskets(cut, before, after, catalogue);
  }

  /** The users who have baskets on both sides of the cut. */
  Set<String> users() {
    return after.stream().map(Basket::userId).collect(Collectors.toUnmodifiableSet());
  }
}
