package io.holdfast.cli.world;

import io.holdfast.training.reader.CatalogueItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A world to simulate: warm-up data, a catalogue, people with hidden tastes. Everything follows
 * from the data and the seed. Immutable and thread-safe; each {@link Visitor} is one person living
 * once.
 */
public final class World {
  /** What a person did before lies so far apart, and before they come. */
  private static final long PAST_SECONDS = 600;

  private final SplitDataset data;
  private final List<Person> people;
  private final Taste taste;
  private final double effect;
  private final Chance chance;

  private World(SplitDataset data, List<Person> people, Taste taste, double effect, Chance chance) {
    this.data = data;
    this.people = people;
    this.taste = taste;
    this.effect = effect;
    this.chance = chance;
  }

  /**
   * The world of that data.
   *
   * @param data the split data set
   * @param users how many people
   * @param effect how much fit matters to them, 0 to 1
   * @param seed all randomness follows from it
   */
  public static World of(SplitDataset data, int users, double effect, long seed) {
    if (!(effect >= 0 && effect <= 1)) {
      throw new IllegalArgumentException("the effect is from 0 to 1, was " + effect);
    }
    return new World(
        data, Population.of(data, users, seed), new WithheldTaste(data), effect, new Chance(seed));
  }

  /** The same people with tastes that nothing can learn. */
  World withBlindTaste(long seed) {
    return new World(data, people, new BlindTaste(seed), effect, chance);
  }

  /** What models are trained on. */
  public List<SplitDataset.WarmUp> warmUp() {
    return data.warmUp();
  }

  /** What is known about the items. */
  public List<CatalogueItem> catalogue() {
    return data.catalogue();
  }

  /** Everybody. */
  public List<Person> people() {
    return people;
  }

  /** Within how many days everybody has come for the first time. */
  public static int joinDays() {
    return Population.JOIN_DAYS;
  }

  /** What a person did before they came, told when they come. */
  public static List<Told> past(Person person) {
    List<Told> past = new ArrayList<>();
    long second = 3_600L * person.joinHour() - PAST_SECONDS * person.past().size();
    for (Dataset.Act act : person.past()) {
      past.add(new Told(act.itemId(), act.type(), act.value(), second));
      second += PAST_SECONDS;
    }
    return past;
  }

  /** The person's life, from the beginning. */
  public Visitor visitor(Person person) {
    return new Visitor(new Life(person, taste, effect, chance));
  }

  /**
   * Whether the person comes back on day 7 if they are shown these lists.
   *
   * @throws IOException if the showcase fails
   */
  public boolean returnsOnDay7(Person person, Showcase showcase)
      throws IOException, InterruptedException {
    return Follower.returnsOnDay7(new Life(person, taste, effect, chance), showcase);
  }
}
