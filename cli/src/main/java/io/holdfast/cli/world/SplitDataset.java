package io.holdfast.cli.world;

import io.holdfast.training.reader.CatalogueItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A data set in two parts. Of each user the earlier {@value #EARLY_SHARE} of what they did is the
 * warm-up, which models are trained on; the later rest is withheld, and tastes come from it alone.
 * The cut falls between different times, so what was bought together stays together. Users with
 * enough on both sides are the templates that people are drawn from.
 */
public final class SplitDataset {
  static final double EARLY_SHARE = 0.6;
  static final int LEAST_EARLY_ITEMS = 3;
  static final int LEAST_WITHHELD_ITEMS = 5;

  private final List<String> items;
  private final List<CatalogueItem> catalogue;
  private final List<WarmUp> warmUp;
  private final List<Template> templates;
  private final int[][] withheld;

  private SplitDataset(
      List<String> items,
      List<CatalogueItem> catalogue,
      List<WarmUp> warmUp,
      List<Template> templates,
      int[][] withheld) {
    this.items = items;
    this.catalogue = catalogue;
    this.warmUp = warmUp;
    this.templates = templates;
    this.withheld = withheld;
  }

  /**
   * Something a user of the data did in the warm-up.
   *
   * @param userId the user
   * @param act what they did
   */
  public record WarmUp(String userId, Dataset.Act act) {}

  /**
   * A user of the data whom people can be drawn from.
   *
   * @param withheldIndex the place among all users' withheld parts
   * @param early distinct items of the warm-up, in order of their last use
   */
  record Template(int withheldIndex, List<Dataset.Act> early) {}

  /**
   * Splits a data set.
   *
   * @throws IllegalArgumentException if no user can be a template
   */
  public static SplitDataset of(Dataset dataset) {
    Map<String, Integer> indices = new HashMap<>();
    List<String> items = new ArrayList<>();
    List<WarmUp> warmUp = new ArrayList<>();
    List<Template> templates = new ArrayList<>();
    List<int[]> withheld = new ArrayList<>();
    for (Dataset.User user : dataset.users()) {
      List<Dataset.Act> acts = user.acts();
      int cut = cut(acts);
      Set<Integer> later = new LinkedHashSet<>();
      for (Dataset.Act act : acts.subList(cut, acts.size())) {
        later.add(indexOf(act.itemId(), indices, items));
      }
      for (Dataset.Act act : acts.subList(0, cut)) {
        indexOf(act.itemId(), indices, items);
        warmUp.add(new WarmUp(user.id(), act));
      }
      List<Dataset.Act> early = latestOfEachItem(acts.subList(0, cut));
      if (early.size() >= LEAST_EARLY_ITEMS && later.size() >= LEAST_WITHHELD_ITEMS) {
        templates.add(new Template(withheld.size(), early));
      }
      withheld.add(later.stream().mapToInt(Integer::intValue).toArray());
    }
    if (templates.isEmpty()) {
      throw new IllegalArgumentException(
          "no user of the data has %d items early on and %d later: people cannot be drawn from it"
              .formatted(LEAST_EARLY_ITEMS, LEAST_WITHHELD_ITEMS));
    }
    return new SplitDataset(
        List.copyOf(items),
        dataset.catalogue(),
        List.copyOf(warmUp),
        List.copyOf(templates),
        withheld.toArray(int[][]::new));
  }

  /** All items, each in one place. */
  public List<String> items() {
    return items;
  }

  /** What is known about items. */
  public List<CatalogueItem> catalogue() {
    return catalogue;
  }

  /** What models are trained on. */
  public List<WarmUp> warmUp() {
    return warmUp;
  }

  /** Whom people are drawn from. */
  List<Template> templates() {
    return templates;
  }

  /** For each user of the data the distinct items of the withheld part. */
  int[][] withheld() {
    return withheld;
  }

  private static int cut(List<Dataset.Act> acts) {
    int cut = (int) Math.ceil(EARLY_SHARE * acts.size());
    while (cut > 0
        && cut < acts.size()
        && acts.get(cut).epochSecond() == acts.get(cut - 1).epochSecond()) {
      cut++;
    }
    return cut;
  }

  private static List<Dataset.Act> latestOfEachItem(List<Dataset.Act> acts) {
    Set<String> seen = new LinkedHashSet<>();
    List<Dataset.Act> latest = new ArrayList<>();
    for (Dataset.Act act : acts.reversed()) {
      if (seen.add(act.itemId())) {
        latest.add(act);
      }
    }
    return List.copyOf(latest.reversed());
  }

  private static int indexOf(String item, Map<String, Integer> indices, List<String> items) {
    Integer known = indices.putIfAbsent(item, items.size());
    if (known == null) {
      items.add(item);
      return items.size() - 1;
    }
    return known;
  }
}
