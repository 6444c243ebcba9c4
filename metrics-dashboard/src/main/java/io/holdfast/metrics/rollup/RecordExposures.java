package io.holdfast.metrics.rollup;

import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.Exposure;
import io.holdfast.metrics.domain.Exposures;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.People.Person;
import io.holdfast.metrics.rollup.Sightings.Sighting;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps each user's first exposure to each experiment that splits users. */
final class RecordExposures {

  private final Ledger ledger;

  RecordExposures(Ledger ledger) {
    this.ledger = ledger;
  }

  Uni<Void> record(Sightings sightings, Map<String, Person> people) {
    if (sightings.all().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Set<String> keys =
        sightings.all().stream().map(Sighting::experimentKey).collect(Collectors.toSet());
    return ledger
        .experiments()
        .named(keys)
        .chain(experiments -> save(merged(sightings, people, experiments), people.values()));
  }

  private static Map<Exposure.Key, Exposure> merged(
      Sightings sightings, Map<String, Person> people, Map<String, Experiment> experiments) {
    Map<Exposure.Key, Exposure> seen = new LinkedHashMap<>();
    for (Sighting sighting : sightings.all()) {
      Experiment experiment = experiments.get(sighting.experimentKey());
      if (experiment.isDefined() && experiment.definition().interleaving() != null) {
        continue;
      }
      Exposure exposure =
          new Exposure(
              new Exposure.Key(experiment.number(), people.get(sighting.userId()).number()),
              sighting.variant(),
              experiment.stratumOf(sighting.revision()),
              sighting.revision(),
              sighting.at(),
              false,
              false,
              sighting.context());
      seen.merge(exposure.key(), exposure, Exposure::and);
    }
    return seen;
  }

  /** Of a user not met before no exposure is stored. */
  private Uni<Void> save(Map<Exposure.Key, Exposure> seen, Collection<Person> people) {
    Set<Long> met =
        people.stream().filter(Person::met).map(Person::number).collect(Collectors.toSet());
    return ledger
        .exposures()
        .find(seen.keySet().stream().filter(key -> met.contains(key.userNumber())).toList())
        .chain(
            stored -> {
              List<Exposures.Change> changes =
                  seen.entrySet().stream()
                      .map(
                          entry -> {
                            Exposure before = stored.get(entry.getKey());
                            Exposure now = entry.getValue();
                            return new Exposures.Change(
                                before, before == null ? now : before.and(now));
                          })
                      .filter(change -> !change.after().equals(change.before()))
                      .toList();
              return changes.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : ledger.exposures().save(changes);
            });
  }
}
