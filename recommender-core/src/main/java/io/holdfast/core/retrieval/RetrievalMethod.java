package io.holdfast.core.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the best items are found. */
public enum RetrievalMethod {
  /** The best items, all of them: {@link FactorSearch}. */
  EXACT,
  /** A graph is walked, and a few items in a hundred may be missed: {@link GraphSearch}. */
  HNSW,
  /**
   * What is best for factors that were trained: exact, at any size. A search ends early where
   * lengths differ, which costs less than a walk, misses nothing, and needs neither time to build
   * nor memory. The measurements are in {@code docs/adr/0028-searches-that-end-early.md}.
   */
  AUTO;

  /** The names of all methods, as parameters spell them. */
  public static List<String> names() {
    return Arrays.stream(values()).map(RetrievalMethod::spelling).toList();
  }

  /**
   * The method of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RetrievalMethod named(String name) {
    return Arrays.stream(values())
        .filter(method -> method.spelling().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "retrieval is one of %s, not %s".formatted(names(), name)));
  }

  /** The name, as parameters spell it. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A search by this method over the items of {@code exact}. Builds the graph if there is to be
   * one.
   */
  public ItemSearch over(FactorSearch exact) {
    return switch (this) {
      case EXACT, AUTO -> exact;
      case HNSW -> GraphSearch.over(exact);
    };
  }
}
