package io.holdfast.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The model kinds on the class path, by name. Looked up once, with the class loader of this
 * library; thread-safe.
 */
public final class ModelKinds {

  private static final Map<String, ModelKind> KINDS = load();

  private ModelKinds() {}

  /**
   * The kind called {@code name}.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static ModelKind named(String name) {
    ModelKind kind = KINDS.get(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          "unknown model %s; there is %s".formatted(name, String.join(", ", KINDS.keySet())));
    }
    return kind;
  }

  /** Whether there is a kind called {@code name}. */
  public static boolean isKnown(String name) {
    return KINDS.containsKey(name);
  }

  /** The names of all kinds, sorted. */
  public static Collection<String> names() {
    return KINDS.keySet();
  }

  private static Map<String, ModelKind> load() {
    Map<String, ModelKind> kinds = new TreeMap<>();
    for (ModelKind kind : ServiceLoader.load(ModelKind.class, ModelKind.class.getClassLoader())) {
      ModelKind other = kinds.put(kind.name(), kind);
      if (other != null) {
        throw new IllegalStateException(
            "two model kinds are called %s: %s and %s"
                .formatted(kind.name(), other.getClass().getName(), kind.getClass().getName()));
      }
    }
    return Collections.unmodifiableMap(kinds);
  }
}
