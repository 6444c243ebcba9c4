package io.holdfast.cli.world;

import io.holdfast.cli.world.Chance.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * People drawn, with repetition, from the templates of a data set; all of them come for the first
 * time within the first {@value #JOIN_DAYS} days. The same seed draws the same people.
 */
final class Population {
  static final int JOIN_DAYS = 10;

  private static final int PAST_ITEMS = 10;
  private static final double MEAN_HABIT = 0.0;
  private static final double SPREAD_OF_HABIT = 0.5;
  private static final int EARLIEST_HOUR = 7;
  private static final int HOURS = 16;

  private Population() {}

  static List<Person> of(SplitDataset data, int size, long seed) {
    Chance chance = new Chance(seed);
    List<Person> people = new ArrayList<>(size);
    for (int p = 0; p < size; p++) {
      int template = chance.below(data.templates().size(), Purpose.TEMPLATE, p, 0);
      List<Dataset.Act> early = data.templates().get(template).early();
      int usualHour = EARLIEST_HOUR + chance.below(HOURS, Purpose.USUAL_HOUR, p, 0);
      people.add(
          new Person(
              p,
              "person-%05d".formatted(p),
              template,
              24 * chance.below(JOIN_DAYS, Purpose.JOIN, p, 0) + usualHour,
              MEAN_HABIT + SPREAD_OF_HABIT * chance.normal(Purpose.HABIT, p, 0),
              usualHour,
              early.subList(Math.max(0, early.size() - PAST_ITEMS), early.size())));
    }
    return List.copyOf(people);
  }
}
