package io.holdfast.benchmarks.simulation;

import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.PairMoments;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The users of one arm by the day on which they entered. A user has s = 0 to 4 sessions in the
 * first seven days, each as likely as another, of 100 to 500 seconds each by the user's own level,
 * and returns on day 7 with the arm's chance. For one run.
 */
final class SimulatedArm {

  /** Day 7 is over for all who entered on a day, which itself has to go by. */
  static final int RETENTION_MATURES_AFTER = 8;

  /** A user's first seven days are over. */
  static final int SESSIONS_MATURE_AFTER = 7;

  private static final int MOST_SESSIONS = 4;
  private static final double LEAST_SECONDS = 100;
  private static final double SPAN_SECONDS = 400;

  /** Var(s): (5² − 1) / 12. */
  static final double SESSIONS_PER_USER_VARIANCE = 2;

  /** Var(level) E[s²] / E[s]², what a user adds to the variance of Σ seconds / Σ sessions. */
  static final double SESSION_SECONDS_VARIANCE = SPAN_SECONDS * SPAN_SECONDS / 12 * 6 / (2 * 2);

  /**
   * Whose outcomes have matured.
   *
   * @param users whose day 7 is over
   * @param returned how many of them came back
   * @param seconds and sessions of each user whose first seven days are over
   */
  record Totals(long users, long returned, PairMoments seconds) {

    static final Totals EMPTY = new Totals(0, 0, PairMoments.EMPTY);
  }

  private final double retention;
  private final List<Totals> days = new ArrayList<>();
  private Totals totals = Totals.EMPTY;

  /** Nobody has entered yet. */
  SimulatedArm(double retention) {
    this.retention = retention;
  }

  /** One more day on which so many users enter. */
  void enter(SplittableRandom random, int users) {
    PairMoments seconds = PairMoments.EMPTY;
    for (int user = 0; user < users; user++) {
      int sessions = random.nextInt(MOST_SESSIONS + 1);
      double level = LEAST_SECONDS + SPAN_SECONDS * random.nextDouble();
      seconds = seconds.plus(level * sessions, sessions);
    }
    days.add(new Totals(users, Population.returned(random, users, retention), seconds));
  }

  /** What is known at the end of that day, counted from 1; days are asked for in order. */
  Totals at(int day) {
    Totals retained = entered(day - RETENTION_MATURES_AFTER);
    Totals watched = entered(day - SESSIONS_MATURE_AFTER);
    totals =
        new Totals(
            totals.users() + retained.users(),
            totals.returned() + retained.returned(),
            totals.seconds().merge(watched.seconds()));
    return totals;
  }

  private Totals entered(int day) {
    return day >= 1 && day <= days.size() ? days.get(day - 1) : Totals.EMPTY;
  }

  /** Sessions of each user. */
  static Moments sessions(Totals totals) {
    return totals.seconds().denominator();
  }
}
