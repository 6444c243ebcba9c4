package io.holdfast.metrics.rollup;

import io.holdfast.metrics.domain.Exposures.UserTime;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.People.FirstDay;
import io.holdfast.metrics.domain.People.Person;
import io.holdfast.metrics.domain.ProductRollups;
import io.holdfast.metrics.domain.Progress;
import io.holdfast.metrics.domain.UserSets.Kind;
import io.holdfast.metrics.domain.UserSets.Place;
import io.holdfast.stickiness.bitmap.UserSet;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps who was active on which day, and which day was each user's first. A batch is reduced to
 * sets of users before anything is read or written.
 */
final class RecordActivity {

  private final Ledger ledger;

  RecordActivity(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Adds interactions. Days that change and were rolled up turn stale, so that the next evaluation
   * makes their figures anew.
   *
   * @param people their users, as they were before
   * @param rolledUpTo the first day that was not rolled up yet; null if none was
   */
  Uni<Void> add(List<UserTime> times, Collection<Person> people, LocalDate rolledUpTo) {
    Map<Place, UserSet.Builder> active = new HashMap<>();
    Map<Integer, LocalDate> first = new HashMap<>();
    for (UserTime time : times) {
      int user = Math.toIntExact(time.userNumber());
      LocalDate day = Progress.dayOf(time.at());
      place(active, day, user);
      first.merge(user, day, (a, b) -> a.isBefore(b) ? a : b);
    }
    return ledger
        .userSets()
        .at(Kind.ACTIVE, active.keySet())
        .chain(stored -> store(built(active), stored, rolledUpTo))
        .chain(() -> move(earlier(people, first), rolledUpTo));
  }

  private static List<FirstDay> earlier(Collection<Person> people, Map<Integer, LocalDate> first) {
    List<FirstDay> earlier = new ArrayList<>();
    for (Person person : people) {
      int user = Math.toIntExact(person.number());
      LocalDate before = person.firstActiveOn();
      LocalDate day = first.get(user);
      if (day != null && (before == null || day.isBefore(before))) {
        earlier.add(new FirstDay(user, before, day, person.met()));
      }
    }
    return earlier;
  }

  /** Takes a user out of every day; returns the days. */
  Uni<Collection<LocalDate>> remove(int user) {
    return without(Kind.COHORT, user)
        .chain(() -> without(Kind.ACTIVE, user))
        .chain(
            days -> {
              Map<LocalDate, Integer> fewer = new TreeMap<>();
              days.forEach(day -> fewer.put(day, -1));
              return ledger.product().addActive(fewer).replaceWith(days);
            });
  }

  private Uni<Collection<LocalDate>> without(Kind kind, int user) {
    return ledger
        .userSets()
        .with(kind, user)
        .chain(
            sets -> {
              Map<Place, UserSet> left = new HashMap<>();
              sets.forEach(
                  (day, users) ->
                      left.put(
                          new Place(day, UserSet.chunkOf(user)), users.minus(UserSet.of(user))));
              return ledger.userSets().put(kind, left).replaceWith(sets.keySet());
            });
  }

  private Uni<Void> store(
      Map<Place, UserSet> given, Map<Place, UserSet> stored, LocalDate rolledUpTo) {
    Map<Place, UserSet> changed = new HashMap<>();
    Map<LocalDate, Integer> more = new TreeMap<>();
    given.forEach(
        (place, users) -> {
          UserSet before = stored.getOrDefault(place, UserSet.EMPTY);
          int added = users.cardinality() - users.intersectionCardinality(before);
          if (added > 0) {
            changed.put(place, before.union(users));
            more.merge(place.day(), added, Integer::sum);
          }
        });
    Set<LocalDate> stale = new TreeSet<>(more.keySet());
    stale.removeIf(day -> rolledUpTo == null || !day.isBefore(rolledUpTo));
    return changed.isEmpty()
        ? Uni.createFrom().voidItem()
        : ledger
            .userSets()
            .put(Kind.ACTIVE, changed)
            .chain(() -> ledger.product().addActive(more))
            .chain(() -> ledger.product().stale(stale));
  }

  /** Users whose first day is new, or earlier than it was: they move to another cohort. */
  private Uni<Void> move(List<FirstDay> moved, LocalDate rolledUpTo) {
    if (moved.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<Place, UserSet.Builder> coming = new HashMap<>();
    Map<Place, UserSet.Builder> going = new HashMap<>();
    for (FirstDay each : moved) {
      place(coming, each.day(), each.user());
      if (each.before() != null) {
        place(going, each.before(), each.user());
      }
    }
    Map<Place, UserSet> added = built(coming);
    Map<Place, UserSet> removed = built(going);
    Set<Place> places = new HashSet<>(added.keySet());
    places.addAll(removed.keySet());
    return ledger
        .userSets()
        .at(Kind.COHORT, places)
        .chain(
            stored -> {
              Map<Place, UserSet> changed = new HashMap<>();
              for (Place place : places) {
                changed.put(
                    place,
                    stored
                        .getOrDefault(place, UserSet.EMPTY)
                        .minus(removed.getOrDefault(place, UserSet.EMPTY))
                        .union(added.getOrDefault(place, UserSet.EMPTY)));
              }
              return ledger.userSets().put(Kind.COHORT, changed);
            })
        .chain(() -> ledger.people().active(moved.stream().filter(FirstDay::met).toList()))
        .chain(() -> staleCohorts(moved, rolledUpTo));
  }

  /** Both cohorts of a user who moved change on each day that they are followed. */
  private Uni<Void> staleCohorts(List<FirstDay> moved, LocalDate rolledUpTo) {
    List<FirstDay> back = moved.stream().filter(each -> each.before() != null).toList();
    if (back.isEmpty() || rolledUpTo == null) {
      return Uni.createFrom().voidItem();
    }
    LocalDate from = Collections.min(back.stream().map(FirstDay::day).toList());
    LocalDate last =
        Collections.max(back.stream().map(FirstDay::before).toList())
            .plusDays(ProductRollups.COHORT_DAYS);
    return ledger
        .product()
        .stale(from.datesUntil(last.isBefore(rolledUpTo) ? last.plusDays(1) : rolledUpTo).toList());
  }

  private static void place(Map<Place, UserSet.Builder> sets, LocalDate day, int user) {
    sets.computeIfAbsent(new Place(day, UserSet.chunkOf(user)), _ -> new UserSet.Builder())
        .add(user);
  }

  private static Map<Place, UserSet> built(Map<Place, UserSet.Builder> builders) {
    Map<Place, UserSet> sets = new HashMap<>();
    builders.forEach((place, builder) -> sets.put(place, builder.build()));
    return sets;
  }
}
