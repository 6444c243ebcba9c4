package io.holdfast.metrics.rollup;

import io.holdfast.metrics.domain.Exposures.UserTime;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.People.Person;
import io.holdfast.metrics.domain.UserSessions.Change;
import io.holdfast.metrics.domain.UserSpan;
import io.holdfast.stickiness.session.Session;
import io.holdfast.stickiness.session.SessionUpdate.EventsNeeded;
import io.holdfast.stickiness.session.SessionUpdate.Replacement;
import io.holdfast.stickiness.session.Sessionizer;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Works new interactions, early or late, into the users' sessions. */
final class UpdateSessions {

  private static final Sessionizer SESSIONIZER = Sessionizer.STANDARD;

  private final Ledger ledger;

  UpdateSessions(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Adds interactions.
   *
   * @param people their users as they were before; who had never been active has no session to ask
   *     for
   * @param position up to which the log may be read
   */
  Uni<Void> add(List<UserTime> times, Collection<Person> people, long position) {
    Map<Long, List<Instant>> byUser = new LinkedHashMap<>();
    times.forEach(
        time -> byUser.computeIfAbsent(time.userNumber(), _ -> new ArrayList<>()).add(time.at()));
    return ledger
        .sessions()
        .near(
            people.stream()
                .filter(person -> person.firstActiveOn() != null)
                .map(Person::number)
                .filter(byUser::containsKey)
                .map(number -> reach(number, byUser.get(number)))
                .toList())
        .chain(stored -> replace(byUser, stored, position));
  }

  private static UserSpan reach(long userNumber, List<Instant> times) {
    return new UserSpan(
        userNumber,
        Collections.min(times).minus(SESSIONIZER.gap()),
        Collections.max(times).plus(SESSIONIZER.gap()));
  }

  private Uni<Void> replace(
      Map<Long, List<Instant>> byUser, Map<Long, List<Session>> stored, long position) {
    List<Change> changes = new ArrayList<>();
    List<UserSpan> unclear = new ArrayList<>();
    byUser.forEach(
        (user, times) -> {
          switch (SESSIONIZER.add(stored.getOrDefault(user, List.of()), times)) {
            case Replacement replacement -> changes.add(change(user, replacement));
            case EventsNeeded needed ->
                unclear.add(new UserSpan(user, needed.from(), needed.to().plusNanos(1_000)));
          }
        });
    return rebuild(unclear, stored, position)
        .chain(
            rebuilt -> {
              changes.addAll(rebuilt);
              return ledger.sessions().replace(changes);
            });
  }

  /** Cuts clusters of more than a day anew from the log's own times. */
  private Uni<List<Change>> rebuild(
      List<UserSpan> unclear, Map<Long, List<Session>> stored, long position) {
    if (unclear.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return ledger
        .times()
        .within(unclear, position)
        .map(
            times -> {
              List<Change> changes = new ArrayList<>();
              for (int k = 0; k < unclear.size(); k++) {
                long user = unclear.get(k).userNumber();
                changes.add(
                    change(
                        user,
                        SESSIONIZER.rebuild(stored.getOrDefault(user, List.of()), times.get(k))));
              }
              return changes;
            });
  }

  private static Change change(long user, Replacement replacement) {
    return new Change(user, replacement.removed(), replacement.added());
  }
}
