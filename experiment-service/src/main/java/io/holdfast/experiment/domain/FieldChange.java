package io.holdfast.experiment.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a change made of one field.
 *
 * @param field its path as in the API, e.g. {@code coverage} or {@code variants.challenger.weight}:
 *     elements of a list that have a name are found by it
 * @param from the value before; null if there was none
 * @param to the value after; null if there is none
 */
public record FieldChange(String field, Object from, Object to) {
  private static final String NAME = "name";
  private static final String SPEC = "spec";
  private static final String MODEL = "model";

  /** An experiment's revision tells that there was a change, not which. */
  private static final Set<String> LEFT_OUT = Set.of("revision");

  /**
   * The fields in which two snapshots of an experiment differ, in the order of their paths.
   *
   * @param before the earlier one; null if there was none
   * @param after the later one
   */
  public static List<FieldChange> between(Map<String, Object> before, Map<String, Object> after) {
    Map<String, Object> earlier = flat(before == null ? Map.of() : before);
    Map<String, Object> later = flat(after);
    Set<String> fields = new TreeSet<>(earlier.keySet());
    fields.addAll(later.keySet());
    List<FieldChange> changes = new ArrayList<>();
    for (String field : fields) {
      Object from = earlier.get(field);
      Object to = later.get(field);
      if (!Objects.equals(from, to) && !LEFT_OUT.contains(field)) {
        changes.add(new FieldChange(field, from, to));
      }
    }
    return changes;
  }

  /** The leaves by their paths; what people decide about an experiment stands at the top. */
  private static Map<String, Object> flat(Map<String, Object> snapshot) {
    Map<String, Object> leaves = new LinkedHashMap<>();
    snapshot.forEach((field, value) -> put(leaves, field.equals(SPEC) ? "" : field, value));
    return leaves;
  }

  private static void put(Map<String, Object> leaves, String path, Object value) {
    switch (value) {
      case null -> {}
      case Map<?, ?> model when path.endsWith("." + MODEL) -> leaves.put(path, text(model));
      case Map<?, ?> object ->
          object.forEach((name, inner) -> put(leaves, below(path, name.toString()), inner));
      case List<?> list when isNamed(list) ->
          list.forEach(
              element -> {
                Map<?, ?> object = (Map<?, ?>) element;
                put(leaves, below(path, object.get(NAME).toString()), object);
              });
      default -> leaves.put(path, value);
    }
  }

  private static boolean isNamed(List<?> list) {
    return !list.isEmpty()
        && list.stream()
            .allMatch(element -> element instanceof Map<?, ?> map && map.containsKey(NAME));
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A model as the API writes it. */
  private static String text(Map<?, ?> model) {
    Object version = model.get("version");
    return version == null ? model.get(NAME).toString() : model.get(NAME) + "@" + version;
  }
}
