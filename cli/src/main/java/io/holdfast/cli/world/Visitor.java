package io.holdfast.cli.world;

import java.util.ArrayList;
import java.util.List;

/** A person living day by day. Not thread-safe. */
public final class Visitor {
  private final Life life;
  private long firstSecond = -1;
  private boolean returnedOnDay7;

  Visitor(Life life) {
    this.life = life;
  }

  /** Who. */
  public Person person() {
    return life.person();
  }

  /** Whether they come on that day, given everything they were shown before. */
  public boolean comesOn(int day) {
    return life.comesOn(day);
  }

  /** When they come on that day if they do, in seconds from the world's beginning. */
  public long secondOn(int day) {
    return life.secondOn(day);
  }

  /**
   * They come and see a list.
   *
   * @return what they do with it
   */
  public List<Told> visit(int day, List<String> shown) {
    long second = life.secondOn(day);
    if (firstSecond < 0) {
      firstSecond = second;
    } else if (Follower.isOnDay7(firstSecond, second)) {
      returnedOnDay7 = true;
    }
    List<Told> told = new ArrayList<>();
    for (Life.Deed deed : life.see(day, shown)) {
      told.add(new Told(deed.itemId(), deed.type(), deed.value(), second + deed.second()));
    }
    return told;
  }

  /** Whether day 7 after their first list is over by then. */
  public boolean isMaturedAt(long second) {
    return firstSecond >= 0 && second - firstSecond >= (Follower.DAY + 1) * 86_400L;
  }

  /** Whether they came back on day 7 after their first list, so far. */
  public boolean returnedOnDay7() {
    return returnedOnDay7;
  }

  /** How well the lists have fitted lately, 0 to 1. */
  public double satisfaction() {
    return life.satisfaction();
  }
}
