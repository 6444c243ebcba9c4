package io.holdfast.cli.world;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows one person from their first list to the end of day 7: the window [7·24 h, 8·24 h) after
 * it. Two followers of the same person with different showcases are the two worlds of a
 * counterfactual.
 */
final class Follower {
  static final int DAY = 7;

  private static final long DAY_SECONDS = 86_400;

  private Follower() {}

  /** Whether a visit falls into day 7 after the first list. */
  static boolean isOnDay7(long firstSecond, long visitSecond) {
    return Math.floorDiv(visitSecond - firstSecond, DAY_SECONDS) == DAY;
  }

  /** Lives that time and says whether the person came back on day 7. */
  static boolean returnsOnDay7(Life life, Showcase showcase)
      throws IOException, InterruptedException {
    Person person = life.person();
    List<Told> history = new ArrayList<>(World.past(person));
    long first = life.secondOn(person.joinDay());
    for (int day = person.joinDay(); day <= person.joinDay() + DAY + 1; day++) {
      if (!life.comesOn(day)) {
        continue;
      }
      long second = life.secondOn(day);
      if (isOnDay7(first, second)) {
        return true;
      }
      if (second - first >= (DAY + 1) * DAY_SECONDS) {
        return false;
      }
      history.add(new Told(null, "visit", null, second));
      for (Life.Deed deed : life.see(day, showcase.listFor(person, history, second))) {
        history.add(new Told(deed.itemId(), deed.type(), deed.value(), second + deed.second()));
      }
    }
    return false;
  }
}
