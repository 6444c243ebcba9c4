package io.holdfast.recommender.strategy;

import io.holdfast.recommender.strategy.StageParameter.Whole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Among any {@code within} neighbours of the list at most {@code most} share a category. The list
 * is filled from its head, each place by the first candidate that fits; if none does, by the first
 * one, so that the list is not short. An item with several categories counts for each; one without
 * any always fits. O(limit · candidates · categories).
 *
 * @param most how many may share a category
 * @param within how many neighbours are looked at; as many as the list holds, or more, for the
 *     whole list
 */
record CategoryCap(int most, int within) implements Stage {
  private static final String MOST = "most";
  private static final String WITHIN = "within";

  static final StageKind<CategoryCap> KIND =
      new StageKind<>(
          "category-cap",
          "Bounds how many items of one category stand near each other.",
          Phase.CAP,
          false,
          List.of(
              new Whole(MOST, "How many may share a category.", 2, 1, 1000),
              new Whole(
                  WITHIN,
                  "Among how many neighbours; as many as the list holds for the whole list.",
                  1000,
                  2,
                  1000)),
          (given, violations) ->
              violations.check(
                  given.whole(MOST) <= given.whole(WITHIN), MOST, "must not exceed " + WITHIN),
          given -> new CategoryCap(given.whole(MOST), given.whole(WITHIN)));

  @Override
  public UnaryOperator<List<Candidate>> on(List<Candidate> pool, Situation situation) {
    Map<String, int[]> categories = new HashMap<>();
    for (Candidate candidate : pool) {
      categories.put(candidate.itemId(), situation.facts().categories(candidate.number()));
    }
    return candidates -> capped(candidates, categories, situation.limit());
  }

  private List<Candidate> capped(
      List<Candidate> candidates, Map<String, int[]> categories, int limit) {
    List<Candidate> left = new ArrayList<>(candidates);
    List<Candidate> capped = new ArrayList<>(candidates.size());
    CategoryWindow window = window();
    while (capped.size() < limit && !left.isEmpty()) {
      Candidate next = left.remove(firstThatFits(left, categories, window));
      capped.add(next);
      window.add(categories.get(next.itemId()));
    }
    capped.addAll(left);
    return capped;
  }

  private static int firstThatFits(
      List<Candidate> left, Map<String, int[]> categories, CategoryWindow window) {
    for (int at = 0; at < left.size(); at++) {
      if (window.fits(categories.get(left.get(at).itemId()))) {
        return at;
      }
    }
    return 0;
  }

  /** The cap at the head of an empty list. */
  CategoryWindow window() {
    return new CategoryWindow(most, within);
  }
}
