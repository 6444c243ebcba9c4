package io.holdfast.core.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the best items are found. */
public enum RetrievalMethod {
  /** Every item is scored: {@link FactorSearch}. */
  EXACT,
  /** A graph is walked, and a few items in a hundred may be missed: {@link GraphSearch}. */
  HNSW,
  /** Exact below {@link #CROSSOVER} items, the graph from there on. */
  AUTO;

  /**
   * From how many items on {@link #AUTO} builds a graph. Below, searches that share a scan cost
   * less than a walk, find everything and need no memory beside the factors. The measurements are
   * in {@code docs/adr/0007-approximate-search.md} and {@code docs/adr/0026-shared-scans.md}.
   */
  public static final int CROSSOVER = 300_000;

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
      case EXACT -> exact;
      case HNSW -> GraphSearch.over(exact);
      case AUTO -> exact.items() >= CROSSOVER ? GraphSearch.over(exact) : exact;
    };
  }
}
