package io.holdfast.stickiness.activity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The set of active users of each calendar day. In which time zone a day is one, is for the caller
 * to settle. A day without an entry had no active user.
 *
 * <p>Immutable and thread-safe. Answers by set union, in time proportional to the active users of
 * the window; for counts that a store has already made, construct {@link Stickiness} directly.
 *
 * @param <U> a user's id
 */
public final class DailyActivity<U> {

  private final Map<LocalDate, Set<U>> usersByDay;

  /** Copies the sets. */
  public DailyActivity(Map<LocalDate, ? extends Collection<U>> usersByDay) {
    this.usersByDay =
        usersByDay.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, day -> Set.copyOf(day.getValue())));
  }

  /** Distinct users active in the {@code days} days that end with {@code lastDay}. */
  public long activeUsers(LocalDate lastDay, int days) {
    Set<U> active = new HashSet<>();
    for (int back = 0; back < days; back++) {
      active.addAll(usersOn(lastDay.minusDays(back)));
    }
    return active.size();
  }

  /** DAU, WAU and MAU at the end of a day. */
  public Stickiness stickiness(LocalDate day) {
    return new Stickiness(
        day,
        activeUsers(day, 1),
        activeUsers(day, Stickiness.WEEK),
        activeUsers(day, Stickiness.MONTH));
  }

  /** Users by the number of their active days: {@code days} is 7 for L7 and 28 for L28. */
  public ActiveDaysHistogram activeDays(LocalDate lastDay, int days) {
    Map<U, Integer> activeDays = new HashMap<>();
    for (int back = 0; back < days; back++) {
      usersOn(lastDay.minusDays(back)).forEach(user -> activeDays.merge(user, 1, Integer::sum));
    }
    long[] users = new long[days];
    activeDays.values().forEach(count -> users[count - 1]++);
    return new ActiveDaysHistogram(lastDay, LongStream.of(users).boxed().toList());
  }

  private Set<U> usersOn(LocalDate day) {
    return usersByDay.getOrDefault(day, Set.of());
  }
}
