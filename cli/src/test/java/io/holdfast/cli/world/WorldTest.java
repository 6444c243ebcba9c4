package io.holdfast.cli.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the population is and is not moved by, with real models in this process. */
class WorldTest {
  private static final int USERS = 2_000;
  private static final int PEOPLE = 1_000;
  private static final SplitDataset DATA = SplitDataset.of(SyntheticDataset.of(1));
  private static final World ANY = World.of(DATA, 1, 1, 1);

  // Training sees the warm-up alone, which does not depend on people or effect.
  private static final ModelShowcase POPULAR = ModelShowcase.trained("popular", ANY);
  private static final ModelShowcase ALS = ModelShowcase.trained("als", ANY);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void modelThatKnowsTasteBringsFifteenPointsMoreBack(long seed) throws Exception {
    World world =
        World.of(seed == 1 ? DATA : SplitDataset.of(SyntheticDataset.of(seed)), USERS, 1, seed);
    double popular =
        retention(world, seed == 1 ? POPULAR : ModelShowcase.trained("popular", world));
    double als = retention(world, seed == 1 ? ALS : ModelShowcase.trained("als", world));
    assertThat(als - popular).isGreaterThanOrEqualTo(0.15);
    assertThat(popular).isBetween(0.25, 0.6);
    assertThat(als).isBetween(0.3, 0.65);
  }

  @Test
  void effectScalesTheLiftDownToNothing() throws Exception {
    double full = lift(World.of(DATA, PEOPLE, 1, 1));
    double half = lift(World.of(DATA, PEOPLE, 0.5, 1));
    double none = lift(World.of(DATA, PEOPLE, 0, 1));
    assertThat(half).isPositive().isLessThan(full);
    // Without effect both lives of a person are the same, draw by draw.
    assertThat(none).isZero();
  }

  @Test
  void swappingControlAndChallengerFlipsTheSign() throws Exception {
    World world = World.of(DATA, PEOPLE, 1, 1);
    assertThat(splitLift(world, POPULAR, ALS)).isGreaterThan(0.1);
    assertThat(splitLift(world, ALS, POPULAR)).isLessThan(-0.1);
  }

  @Test
  void peopleWhoseTasteNothingCanLearnShowNoLift() throws Exception {
    World world = World.of(DATA, PEOPLE, 1, 1).withBlindTaste(9);
    assertThat(lift(world)).isBetween(-0.03, 0.03);
  }

  @Test
  void fitDependsOnPersonAndItemAlone() {
    World world = World.of(DATA, 50, 1, 3);
    WithheldTaste one = new WithheldTaste(DATA);
    WithheldTaste other = new WithheldTaste(DATA);
    for (Person person : world.people()) {
      for (String item : DATA.items().subList(0, 40)) {
        assertThat(one.fit(person, item)).isEqualTo(other.fit(person, item)).isBetween(0.0, 1.0);
      }
      assertThat(one.fit(person, "an item that nobody has seen")).isZero();
    }
  }

  @Test
  void sameSeedLivesTheSameLifeInAnyOrder() throws Exception {
    World world = World.of(DATA, 200, 1, 4);
    World again = World.of(SplitDataset.of(SyntheticDataset.of(1)), 200, 1, 4);
    List<Boolean> forwards = new ArrayList<>();
    List<Boolean> backwards = new ArrayList<>();
    for (Person person : world.people()) {
      forwards.add(world.returnsOnDay7(person, POPULAR));
    }
    for (Person person : again.people().reversed()) {
      backwards.add(again.returnsOnDay7(person, POPULAR));
    }
    assertThat(backwards.reversed()).isEqualTo(forwards);
    assertThat(World.of(DATA, 200, 1, 5).people()).isNotEqualTo(world.people());
  }

  @Test
  void visitorAndFollowerAgreeAboutDaySeven() throws Exception {
    World world = World.of(DATA, 300, 1, 6);
    for (Person person : world.people()) {
      Visitor visitor = world.visitor(person);
      List<Told> history = new ArrayList<>(World.past(person));
      for (int day = 0; day < 20; day++) {
        if (visitor.comesOn(day)) {
          long second = visitor.secondOn(day);
          history.addAll(visitor.visit(day, POPULAR.listFor(person, history, second)));
        }
      }
      assertThat(visitor.returnedOnDay7()).isEqualTo(world.returnsOnDay7(person, POPULAR));
      assertThat(visitor.isMaturedAt(19 * 86_400L)).isTrue();
    }
  }

  @Test
  void everybodyComesWithinTheFirstTenDays() {
    World world = World.of(DATA, 500, 1, 7);
    assertThat(world.people()).allMatch(person -> person.joinDay() < World.joinDays());
    assertThat(world.people()).extracting(Person::id).doesNotHaveDuplicates();
  }

  @Test
  void visitEndsWithinItsHour() throws Exception {
    World world = World.of(DATA, 300, 1, 8);
    for (Person person : world.people()) {
      Visitor visitor = world.visitor(person);
      long second = visitor.secondOn(person.joinDay());
      List<String> shown = POPULAR.listFor(person, World.past(person), second);
      for (Told told : visitor.visit(person.joinDay(), shown)) {
        assertThat(told.second()).isBetween(second, (second / 3600 + 1) * 3600 - 1);
        assertThat(shown).contains(told.itemId());
      }
    }
  }

  @Test
  void tasteNeverSeesTheWarmUpAndTrainingNeverSeesTheRest() {
    List<Dataset.Act> acts = new ArrayList<>();
    for (int k = 0; k < 20; k++) {
      acts.add(new Dataset.Act("item-" + k, "play", null, k));
    }
    SplitDataset split =
        SplitDataset.of(new Dataset(List.of(new Dataset.User("u", acts)), List.of()));
    Set<String> early = new HashSet<>();
    split.warmUp().forEach(told -> early.add(told.act().itemId()));
    Set<String> later = new HashSet<>();
    for (int item : split.withheld()[0]) {
      later.add(split.items().get(item));
    }
    assertThat(early).hasSize(12).doesNotContainAnyElementsOf(later);
    assertThat(later).hasSize(8);
  }

  @Test
  void cutNeverFallsBetweenEqualTimes() {
    List<Dataset.Act> acts = new ArrayList<>();
    for (int k = 0; k < 20; k++) {
      acts.add(new Dataset.Act("item-" + k, "purchase", null, k < 10 ? 1 : k < 14 ? 2 : 3));
    }
    SplitDataset split =
        SplitDataset.of(new Dataset(List.of(new Dataset.User("u", acts)), List.of()));
    assertThat(split.warmUp()).hasSize(14);
  }

  @Test
  void refusesDataWithoutTemplatesAndEffectsOutOfRange() {
    Dataset tiny =
        new Dataset(
            List.of(new Dataset.User("u", List.of(new Dataset.Act("a", "play", null, 1)))),
            List.of());
    assertThatThrownBy(() -> SplitDataset.of(tiny)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> World.of(DATA, 10, 1.5, 1)).hasMessageContaining("1.5");
  }

  private static double lift(World world) throws IOException, InterruptedException {
    return retention(world, ALS) - retention(world, POPULAR);
  }

  private static double retention(World world, Showcase lists)
      throws IOException, InterruptedException {
    int returned = 0;
    for (Person person : world.people()) {
      returned += world.returnsOnDay7(person, lists) ? 1 : 0;
    }
    return returned / (double) world.people().size();
  }

  /** The lift as an experiment sees it: even people get the control, odd ones the challenger. */
  private static double splitLift(World world, Showcase control, Showcase challenger)
      throws IOException, InterruptedException {
    int[] returned = new int[2];
    for (Person person : world.people()) {
      int arm = person.index() % 2;
      returned[arm] += world.returnsOnDay7(person, arm == 0 ? control : challenger) ? 1 : 0;
    }
    return (returned[1] - returned[0]) / (world.people().size() / 2.0);
  }
}
