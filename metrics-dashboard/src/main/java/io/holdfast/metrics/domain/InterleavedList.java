package io.holdfast.metrics.domain;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A mixed list and what its items have earned, each item at most once. Immutable.
 *
 * @param requestId the list's identity
 * @param experimentNumber the experiment
 * @param userNumber who saw it
 * @param servedAt when
 * @param control the items that the control's ranking brought
 * @param challenger the items that the challenger's ranking brought
 * @param credited the items that have earned credit
 */
public record InterleavedList(
    UUID requestId,
    int experimentNumber,
    long userNumber,
    Instant servedAt,
    List<String> control,
    List<String> challenger,
    Set<String> credited) {

  /**
   * An interaction that may earn an item credit.
   *
   * @param requestId the list that it names
   * @param itemId the item
   * @param userNumber whose it is
   * @param type its type
   * @param at when it happened
   */
  public record Claim(UUID requestId, String itemId, long userNumber, String type, Instant at) {}

  public InterleavedList {
    control = List.copyOf(control);
    challenger = List.copyOf(challenger);
    credited = Set.copyOf(credited);
  }

  /**
   * With the credit that an interaction earns; the same list if it earns none: another user's, of a
   * type that earns nothing, outside the attribution window, or with an item that is not in the
   * list, has no team or has its credit already.
   */
  public InterleavedList with(Claim claim, InterleavingRule rule) {
    boolean earns =
        claim.userNumber() == userNumber
            && rule.interleaving().creditTypes().contains(claim.type())
            && !claim.at().isBefore(servedAt)
            && claim.at().isBefore(servedAt.plus(rule.interleaving().attribution()))
            && (control.contains(claim.itemId()) || challenger.contains(claim.itemId()))
            && !credited.contains(claim.itemId());
    if (!earns) {
      return this;
    }
    Set<String> more = new LinkedHashSet<>(credited);
    more.add(claim.itemId());
    return new InterleavedList(
        requestId, experimentNumber, userNumber, servedAt, control, challenger, more);
  }

  /** What the control's ranking earned. */
  public int controlCredits() {
    return (int) control.stream().filter(credited::contains).count();
  }

  /** What the challenger's ranking earned. */
  public int challengerCredits() {
    return (int) challenger.stream().filter(credited::contains).count();
  }
}
