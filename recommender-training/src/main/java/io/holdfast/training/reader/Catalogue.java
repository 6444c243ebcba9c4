package io.holdfast.training.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The items that a data set describes. Online Retail has a description on each line; its latest one
 * stands. MovieLens keeps titles and genres in a file beside the ratings ({@code movies.csv},
 * {@code movies.dat}, {@code u.item}), read if it is there. The other formats describe no items.
 */
public final class Catalogue {
  private static final Pattern PIPE = Pattern.compile("\\|");

  private final Map<String, CatalogueItem> items = new LinkedHashMap<>();

  private Catalogue() {}

  /**
   * What stands beside the file about its items; empty if nothing does.
   *
   * @throws DataFileException if that file is not in its format
   */
  public static Catalogue beside(DataFile file) throws IOException {
    Catalogue catalogue = new Catalogue();
    Path path = file.path().toAbsolutePath();
    switch (file.format()) {
      case MOVIELENS_CSV -> catalogue.readCsv(path.resolveSibling("movies.csv"));
      case MOVIELENS_1M -> catalogue.readSeparated(path.resolveSibling("movies.dat"), "::");
      case MOVIELENS_100K -> catalogue.readSeparated(path.resolveSibling("u.item"), "|");
      default -> {}
    }
    return catalogue;
  }

  /** Takes the title that a row carries, if it does. */
  public void learn(DataRow row) {
    String title = row.details().itemTitle();
    if (title != null && row.itemId() != null) {
      items.put(row.itemId(), new CatalogueItem(row.itemId(), title, List.of()));
    }
  }

  /** The described items; a view. */
  public Collection<CatalogueItem> items() {
    return Collections.unmodifiableCollection(items.values());
  }

  /** The item's title, or its id if it has none. */
  public String title(String itemId) {
    CatalogueItem item = items.get(itemId);
    return item == null ? itemId : item.title();
  }

  private void readCsv(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (CsvRecords records = CsvRecords.open(file)) {
      int id = records.column("movieId");
      int title = records.column("title");
      int genres = records.column("genres");
      while (records.next()) {
        add(records.field(id), records.field(title), records.field(genres));
      }
    }
  }

  /** MovieLens' older files are in ISO 8859-1. */
  private void readSeparated(Path file, String separator) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Pattern between = Pattern.compile(Pattern.quote(separator));
    try (Lines lines = Lines.open(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.read(); line != null; line = lines.read()) {
        String[] fields = between.split(line, -1);
        if (fields.length < 3) {
          throw lines.error("expected at least an id, a title and a third field");
        }
        add(fields[0], fields[1], separator.equals("::") ? fields[2] : "");
      }
    }
  }

  private void add(String id, String title, String genres) {
    List<String> categories =
        genres.isBlank() || genres.startsWith("(") ? List.of() : List.of(PIPE.split(genres));
    items.put(id, new CatalogueItem(id, title, categories));
  }
}
