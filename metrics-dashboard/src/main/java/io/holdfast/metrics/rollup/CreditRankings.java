package io.holdfast.metrics.rollup;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.metrics.domain.InterleavedList;
import io.holdfast.metrics.domain.InterleavedList.Claim;
import io.holdfast.metrics.domain.InterleavingRule;
import io.holdfast.metrics.domain.Interleavings;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.People.Person;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives interleaved rankings credit for what users did with their items, whichever of list and
 * interaction the log tells first: lists are logged in batches, so a quick click may come before
 * its list. Such a click is kept for {@link #LONGEST_WAIT}. Does nothing while no experiment
 * interleaves.
 */
final class CreditRankings {

  /** How long an interaction waits for the list that it names. */
  static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final Interleavings interleavings;

  CreditRankings(Ledger ledger) {
    this.interleavings = ledger.interleavings();
  }

  Uni<Void> credit(Step.Facts facts, Map<String, Person> people) {
    return interleavings
        .rules()
        .chain(
            rules -> {
              List<InterleavedList> lists = lists(facts.served(), people, rules);
              List<Claim> claims = claims(facts.interactions(), people, rules);
              return take(lists, rules)
                  .chain(
                      released -> {
                        List<Claim> all = new ArrayList<>(released);
                        all.addAll(claims);
                        return credit(all, rules);
                      });
            });
  }

  /** Freezes who is final at a watermark day, and forgets what waited in vain. */
  Uni<Void> freeze(Instant watermarkDay) {
    return interleavings
        .rules()
        .chain(
            rules ->
                rules.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : ApplyEvents.inOrder(
                            rules.stream()
                                .map(
                                    rule ->
                                        Uni.createFrom()
                                            .deferred(
                                                () -> interleavings.freeze(rule, watermarkDay))))
                        .chain(() -> interleavings.forgetClaims(watermarkDay.minus(LONGEST_WAIT))));
  }

  private Uni<List<Claim>> take(List<InterleavedList> lists, List<InterleavingRule> rules) {
    return lists.isEmpty()
        ? Uni.createFrom().item(List.of())
        : interleavings
            .add(lists, rules)
            .chain(
                () ->
                    interleavings.release(lists.stream().map(InterleavedList::requestId).toList()));
  }

  private Uni<Void> credit(List<Claim> claims, List<InterleavingRule> rules) {
    if (claims.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Set<UUID> named = claims.stream().map(Claim::requestId).collect(Collectors.toSet());
    return interleavings
        .find(named)
        .chain(
            found -> {
              Map<UUID, InterleavedList> lists = new LinkedHashMap<>();
              found.forEach(list -> lists.put(list.requestId(), list));
              Map<Integer, InterleavingRule> byNumber =
                  rules.stream()
                      .collect(
                          Collectors.toMap(
                              InterleavingRule::experimentNumber, Function.identity()));
              List<Claim> early = new ArrayList<>();
              for (Claim claim : claims) {
                if (!lists.containsKey(claim.requestId())) {
                  early.add(claim);
                }
                lists.computeIfPresent(
                    claim.requestId(),
                    (_, list) -> list.with(claim, byNumber.get(list.experimentNumber())));
              }
              Set<InterleavedList> changed = new LinkedHashSet<>(lists.values());
              found.forEach(changed::remove);
              return save(List.copyOf(changed), early);
            });
  }

  private Uni<Void> save(List<InterleavedList> changed, List<Claim> early) {
    Uni<Void> credited =
        changed.isEmpty() ? Uni.createFrom().voidItem() : interleavings.credit(changed);
    return early.isEmpty() ? credited : credited.chain(() -> interleavings.hold(early));
  }

  private static List<InterleavedList> lists(
      List<RecommendationServed> served, Map<String, Person> people, List<InterleavingRule> rules) {
    List<InterleavedList> lists = new ArrayList<>();
    for (RecommendationServed list : served) {
      if (isMixed(list)) {
        for (InterleavingRule rule : rules) {
          if (list.experiments().stream().anyMatch(assigned -> isOf(assigned, rule))) {
            add(lists, list, people.get(list.userId()).number(), rule);
          }
        }
      }
    }
    return lists;
  }

  /** Whether a user saw the list, and it is one of two rankings. */
  static boolean isMixed(RecommendationServed list) {
    return list.userId() != null
        && list.trigger() == RecommendationServed.Trigger.USER
        && list.experiments().stream()
            .anyMatch(assigned -> assigned.reason() == AssignmentReason.INTERLEAVED);
  }

  private static boolean isOf(AssignedVariant assigned, InterleavingRule rule) {
    return assigned.reason() == AssignmentReason.INTERLEAVED && assigned.key().equals(rule.key());
  }

  /** A list without teams was not mixed and earns nothing. */
  private static void add(
      List<InterleavedList> lists,
      RecommendationServed list,
      long userNumber,
      InterleavingRule rule) {
    List<String> control = items(list, rule.control());
    List<String> challenger = items(list, rule.challenger());
    if (!control.isEmpty() || !challenger.isEmpty()) {
      lists.add(
          new InterleavedList(
              list.requestId(),
              rule.experimentNumber(),
              userNumber,
              list.servedAt(),
              control,
              challenger,
              Set.of()));
    }
  }

  private static List<String> items(RecommendationServed list, String team) {
    return list.items().stream()
        .filter(item -> team.equals(item.team()))
        .map(ServedItem::itemId)
        .toList();
  }

  private static List<Claim> claims(
      List<Interaction> interactions, Map<String, Person> people, List<InterleavingRule> rules) {
    List<Claim> claims = new ArrayList<>();
    for (Interaction each : interactions) {
      if (each.requestId() != null
          && each.itemId() != null
          && !each.historical()
          && rules.stream().anyMatch(rule -> rule.mayCredit(each.type(), each.occurredAt()))) {
        claims.add(
            new Claim(
                each.requestId(),
                each.itemId(),
                people.get(each.userId()).number(),
                each.type(),
                each.occurredAt()));
      }
    }
    return claims;
  }
}
