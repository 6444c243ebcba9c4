package io.holdfast.training.reader;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which column of a {@code csv} file is what.
 *
 * @param user the column of the user id
 * @param item the column of the item id
 * @param time the column of the time; null if there is none, then rows count seconds in file order
 * @param value the column of the value; null if there is none
 * @param type the column of the type; null if there is none, then every row is a {@code rating} if
 *     it has a column of the value, and a {@code click} otherwise
 * @param criteria the columns of ratings by criterion, by the criterion's name; an empty field is
 *     no rating
 */
public record ColumnMapping(
    String user,
    String item,
    String time,
    String value,
    String type,
    Map<String, String> criteria) {
  private static final String CRITERION = "criteria.";
  private static final Set<String> NAMES = Set.of("user", "item", "time", "value", "type");

  public ColumnMapping {
    if (user == null || item == null) {
      throw new IllegalArgumentException("the columns of user and item must be named");
    }
    criteria = Collections.unmodifiableMap(new LinkedHashMap<>(criteria));
  }

  /**
   * Reads {@code user=…,item=…,time=…,value=…,type=…,criteria.NAME=…}, with as many criteria as
   * there are.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static ColumnMapping parse(String text) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals).strip();
      if (equals < 0 || equals == part.length() - 1 || !isKnown(name)) {
        throw new IllegalArgumentException(
            "columns are written user=…,item=…,time=…,value=…,type=…,criteria.NAME=…; wrong: "
                + part);
      }
      if (columns.put(name, part.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException("column " + name + " is named twice");
      }
    }
    Map<String, String> criteria = new LinkedHashMap<>();
    columns.forEach(
        (name, column) -> {
          if (name.startsWith(CRITERION)) {
            criteria.put(name.substring(CRITERION.length()), column);
          }
        });
    return new ColumnMapping(
        columns.get("user"),
        columns.get("item"),
        columns.get("time"),
        columns.get("value"),
        columns.get("type"),
        criteria);
  }

  private static boolean isKnown(String name) {
    return NAMES.contains(name) || name.startsWith(CRITERION) && name.length() > CRITERION.length();
  }
}
