package io.holdfast.metrics.rollup;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.json.Json;
import io.holdfast.metrics.domain.Exposures.UserTime;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.People.Attributes;
import io.holdfast.metrics.domain.People.Person;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
                describe(facts, people)
                    .chain(() -> new RecordExposures(ledger).record(sightings, people))
                    .chain(() -> new CreditRankings(ledger).credit(facts, people))
                    .chain(() -> interactions(facts, people)));
  }

  private static Set<String> usersOf(Step.Facts facts, Sightings sightings) {
    Set<String> users = new LinkedHashSet<>();
    facts.interactions().forEach(interaction -> users.add(interaction.userId()));
    sightings.all().forEach(sighting -> users.add(sighting.userId()));
    facts.users().forEach(user -> users.add(user.userId()));
    facts.served().stream()
        .filter(CreditRankings::isMixed)
        .forEach(list -> users.add(list.userId()));
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
