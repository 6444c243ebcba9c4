package io.holdfast.benchmarks.activity;

import java.util.SplittableRandom;

/**
 * Seeded activity: every user arrives on a random day, in a random variant, and is active k days
 * later with chance p / √k, p between 0.2 and 0.8 a user. Numbers are given in random order of
 * arrival, the hardest for bitmaps: a cohort's users are spread over all of them.
 *
 * @param users how many users
 * @param days how many days
 * @param variants how many variants
 */
public record ActivityData(int users, int days, int variants) {

  private static final long SEED = 20261124;

  /** Receives the users and their activity. */
  public interface Visitor<E extends Exception> {

    /** A user and the day and variant of their cohort. */
    void user(int user, int cohort, int variant) throws E;

    /** A day on which the user was active, the cohort's own included. */
    void active(int user, int day) throws E;
  }

  /** Hands everything over, the same each time. */
  public <E extends Exception> void forEach(Visitor<E> visitor) throws E {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int user = 0; user < users; user++) {
      int cohort = random.nextInt(days);
      visitor.user(user, cohort, random.nextInt(variants));
      visitor.active(user, cohort);
      double chance = 0.2 + 0.6 * random.nextDouble();
      for (int day = cohort + 1; day < days; day++) {
        if (random.nextDouble() < chance / Math.sqrt(day - cohort)) {
          visitor.active(user, day);
        }
      }
    }
  }

  /** The cell of a variant, a cohort and a day in the answer's array. */
  public int cell(int variant, int cohort, int day) {
    return (variant * days + cohort) * days + day;
  }

  /** The answer, counted one by one: users by variant, cohort and day of activity. */
  public int[] answer() {
    int[] answer = new int[variants * days * days];
    int[] place = new int[1];
    forEach(
        new Visitor<RuntimeException>() {
          @Override
          public void user(int user, int cohort, int variant) {
            place[0] = cell(variant, cohort, 0);
          }

          @Override
          public void active(int user, int day) {
            answer[place[0] + day]++;
          }
        });
    return answer;
  }
}
