package io.holdfast.cli.world;

import io.holdfast.cli.world.Chance.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * One person living in one world. They see lists of items and feel how well these fit; what they do
 * depends on that, on their habit and on chance, never on who made the list.
 *
 * <ul>
 *   <li>Felt fit of an item: f = ½ + E·(fit − ½), with E the effect. At E = 0 every item feels the
 *       same.
 *   <li>Satisfaction S starts at ½ and moves by {@value #MEMORY} towards the mean felt fit of each
 *       list that is shown.
 *   <li>On a day after the first they come with probability 1 / (1 + exp(−habit − {@value #CARE}·(S
 *       − ½))), once, about their usual hour.
 *   <li>Of a list they open each item with probability {@value #NOTICE}·f, stay the longer the
 *       better it fits, and like it now and then.
 * </ul>
 *
 * Not thread-safe; lives are independent of each other.
 */
final class Life {
  /** How fast satisfaction follows what is shown. */
  static final double MEMORY = 0.5;

  /** How much satisfaction matters for coming back. */
  static final double CARE = 5.0;

  /** The chance that a perfect item is opened. */
  static final double NOTICE = 0.45;

  private static final double INDIFFERENT = 0.5;
  private static final double LIKE_SHARE = 0.3;
  private static final int SHORTEST_STAY = 8;
  private static final double MEAN_STAY = 90;
  private static final int LONGEST_STAY = 240;
  private static final int FIRST_LOOK_SECONDS = 4;
  private static final int NEXT_LOOK_SECONDS = 3;
  private static final int LAST_START_MINUTE = 15;
  private static final int HOUR_SPREAD = 5;

  private final Person person;
  private final Taste taste;
  private final double effect;
  private final Chance chance;
  private double satisfaction = INDIFFERENT;

  Life(Person person, Taste taste, double effect, Chance chance) {
    this.person = person;
    this.taste = taste;
    this.effect = effect;
    this.chance = chance;
  }

  Person person() {
    return person;
  }

  /** How well the lists so far have fitted, lately above all; ½ before any. */
  double satisfaction() {
    return satisfaction;
  }

  /** Whether they come on that day, as far as they can tell by now. */
  boolean comesOn(int day) {
    if (day <= person.joinDay()) {
      return day == person.joinDay();
    }
    double logit = person.habit() + CARE * (satisfaction - INDIFFERENT);
    return chance.uniform(Purpose.RETURN, person.index(), day) < 1 / (1 + Math.exp(-logit));
  }

  /** When they come on that day if they do, in seconds from the beginning. */
  long secondOn(int day) {
    int hour = person.joinHour() % 24;
    if (day > person.joinDay()) {
      hour += chance.below(HOUR_SPREAD, Purpose.HOUR, person.index(), day) - HOUR_SPREAD / 2;
    }
    long minute = chance.below(LAST_START_MINUTE, Purpose.MINUTE, person.index(), day);
    return (day * 24L + Math.clamp(hour, 0, 23)) * 3600 + minute * 60;
  }

  /**
   * Shows them a list and lets them do what they like with it.
   *
   * @param day which day it is
   * @param shown the items in order; may be empty
   * @return what they do, seconds counted from the opening
   */
  List<Deed> see(int day, List<String> shown) {
    List<Deed> deeds = new ArrayList<>();
    double sum = 0;
    int second = FIRST_LOOK_SECONDS;
    for (String item : shown) {
      double felt = INDIFFERENT + effect * (taste.fit(person, item) - INDIFFERENT);
      sum += felt;
      long what = item.hashCode();
      second += NEXT_LOOK_SECONDS;
      if (chance.uniform(Purpose.NOTICE, person.index(), day, what) >= NOTICE * felt) {
        continue;
      }
      deeds.add(new Deed("click", item, null, second));
      double patience = -Math.log(1 - chance.uniform(Purpose.DWELL, person.index(), day, what));
      int stay = (int) Math.min(SHORTEST_STAY + MEAN_STAY * felt * patience, LONGEST_STAY);
      second += stay;
      if (chance.uniform(Purpose.LIKE, person.index(), day, what) < LIKE_SHARE * felt) {
        deeds.add(new Deed("like", item, null, second));
      } else {
        deeds.add(new Deed("play", item, (double) stay, second));
      }
    }
    if (!shown.isEmpty()) {
      satisfaction += MEMORY * (sum / shown.size() - satisfaction);
    }
    return deeds;
  }

  /**
   * Something the person does.
   *
   * @param type click, play or like
   * @param itemId with which item
   * @param value seconds of a play; null otherwise
   * @param second seconds since they opened the product
   */
  record Deed(String type, String itemId, Double value, int second) {}
}
