package io.holdfast.metrics.rollup;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.json.Json;
import io.holdfast.metrics.domain.Exposures.UserTime;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.People.Attributes;
import io.holdfast.metrics.domain.People.Person;
import io.holdfast.metrics.domain.Progress;
import io.holdfast.metrics.rollup.Sightings.Sighting;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What interactions, exposures and user attributes do: activity, sessions, first exposures, and
 * corrections where an interaction came after its day was evaluated.
 *
 * <p>An imported ({@code historical}) interaction is activity of its own day like any other: it
 * counts for that day's active users and sessions, past days included, and never exposes anyone.
 */
final class ApplyFacts {

  private final Ledger ledger;

  ApplyFacts(Ledger ledger) {
    this.ledger = ledger;
  }

  Uni<Void> apply(Step.Facts facts) {
    Sightings sightings = Sightings.of(facts);
    return ledger
        .people()
        .known(usersOf(facts, sightings))
        .chain(
            people ->
                changed(facts, sightings)
                    .chain(() -> describe(facts, people))
                    .chain(() -> new RecordExposures(ledger).record(sightings, people))
                    .chain(() -> new CreditRankings(ledger).credit(facts, people))
                    .chain(() -> interactions(facts, people)));
  }

  private Uni<Void> changed(Step.Facts facts, Sightings sightings) {
    return Stream.concat(
            facts.interactions().stream().map(Interaction::occurredAt),
            sightings.all().stream().map(Sighting::at))
        .min(Comparator.naturalOrder())
        .map(ledger.progress()::changed)
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** All users and their first active days. */
  private static SequencedMap<String, LocalDate> usersOf(Step.Facts facts, Sightings sightings) {
    SequencedMap<String, Instant> first = new LinkedHashMap<>();
    facts
        .interactions()
        .forEach(
            interaction ->
                first.merge(
                    interaction.userId(),
                    interaction.occurredAt(),
                    (a, b) -> a.isBefore(b) ? a : b));
    SequencedMap<String, LocalDate> users = new LinkedHashMap<>();
    first.forEach((user, at) -> users.put(user, Progress.dayOf(at)));
    sightings.all().forEach(sighting -> users.putIfAbsent(sighting.userId(), null));
    facts.users().forEach(user -> users.putIfAbsent(user.userId(), null));
    facts.served().stream()
        .filter(CreditRankings::isMixed)
        .forEach(list -> users.putIfAbsent(list.userId(), null));
    return users;
  }

  private Uni<Void> describe(Step.Facts facts, Map<String, Person> people) {
    Map<String, Attributes> last = new LinkedHashMap<>();
    facts
        .users()
        .forEach(
            user ->
                last.merge(
                    user.userId(),
                    new Attributes(
                        people.get(user.userId()).number(),
                        user.revision(),
                        Json.write(user.attributes()),
                        user.occurredAt()),
                    (a, b) -> b.revision() >= a.revision() ? b : a));
    return last.isEmpty()
        ? Uni.createFrom().voidItem()
        : ledger.people().describe(List.copyOf(last.values()));
  }

  private Uni<Void> interactions(Step.Facts facts, Map<String, Person> people) {
    if (facts.interactions().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<UserTime> times =
        facts.interactions().stream().map(interaction -> time(interaction, people)).toList();
    return ledger
        .progress()
        .read()
        .chain(
            standing ->
                new RecordActivity(ledger)
                    .add(times, people.values(), standing.rolledUpTo())
                    .chain(
                        () ->
                            new UpdateSessions(ledger)
                                .add(times, people.values(), facts.position()))
                    .chain(() -> correct(times, standing.evaluatedThrough(), facts.position())));
  }

  private Uni<Void> correct(List<UserTime> times, Instant evaluatedThrough, long position) {
    if (evaluatedThrough == null) {
      return Uni.createFrom().voidItem();
    }
    List<UserTime> late =
        times.stream().filter(time -> time.at().isBefore(evaluatedThrough)).toList();
    return late.isEmpty()
        ? Uni.createFrom().voidItem()
        : new CorrectOutcomes(ledger).correct(late, evaluatedThrough, position);
  }

  private static UserTime time(Interaction interaction, Map<String, Person> people) {
    return new UserTime(people.get(interaction.userId()).number(), interaction.occurredAt());
  }
}
