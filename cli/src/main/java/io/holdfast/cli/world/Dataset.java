package io.holdfast.cli.world;

import io.holdfast.training.reader.Catalogue;
import io.holdfast.training.reader.CatalogueItem;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.PositiveTypes;
import io.holdfast.training.reader.ReadSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What real or made-up users did: the material of a world.
 *
 * @param users the users in order of appearance, each with what they did in time order
 * @param catalogue what is known about the items
 */
public record Dataset(List<User> users, List<CatalogueItem> catalogue) {

  /**
   * One user of the data.
   *
   * @param id the id in the data
   * @param acts what they did, earliest first; equal times in file order
   */
  public record User(String id, List<Act> acts) {}

  /**
   * Something a user did.
   *
   * @param itemId with which item
   * @param type what
   * @param value stars, seconds or quantity; null if none
   * @param epochSecond when
   */
  public record Act(String itemId, String type, Double value, long epochSecond) {}

  /** Told what reading the file came to. */
  @FunctionalInterface
  public interface SummaryListener {
    /** The file has been read. */
    void read(ReadSummary summary);
  }

  /**
   * Reads a data file: what speaks for an item, by user.
   *
   * @throws IOException if it cannot be read or is not in its format
   */
  public static Dataset of(DataFile file, SummaryListener listener) throws IOException {
    Map<String, List<Act>> byUser = new LinkedHashMap<>();
    Catalogue catalogue = Catalogue.beside(file);
    ReadSummary summary =
        file.read(
            row -> {
              catalogue.learn(row);
              if (row.itemId() != null && PositiveTypes.contains(row.type())) {
                byUser
                    .computeIfAbsent(row.userId(), user -> new ArrayList<>())
                    .add(
                        new Act(
                            row.itemId(),
                            row.type(),
                            row.value(),
                            row.occurredAt().getEpochSecond()));
              }
            });
    listener.read(summary);
    List<User> users = new ArrayList<>();
    byUser.forEach(
        (id, acts) -> {
          acts.sort(Comparator.comparingLong(Act::epochSecond));
          users.add(new User(id, List.copyOf(acts)));
        });
    return new Dataset(List.copyOf(users), List.copyOf(catalogue.items()));
  }
}
