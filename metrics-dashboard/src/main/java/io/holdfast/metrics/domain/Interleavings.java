package io.holdfast.metrics.domain;

import io.holdfast.metrics.domain.InterleavedList.Claim;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Mixed lists and what they earn. A user's preference is frozen once it is final; of a frozen user
 * only the sums are kept, so what is stored is bounded by the lists of a user's first days.
 */
public interface Interleavings {

  /** The experiments that interleave. */
  Uni<List<InterleavingRule>> rules();

  /** Takes in new lists, but those of frozen users and those after a user's days that count. */
  Uni<Void> add(List<InterleavedList> lists, Collection<InterleavingRule> rules);

  /** The stored lists among these. */
  Uni<List<InterleavedList>> find(Collection<UUID> requestIds);

  /** Stores what lists have earned. */
  Uni<Void> credit(List<InterleavedList> lists);

  /** Keeps interactions whose list has not come yet. */
  Uni<Void> hold(List<Claim> claims);

  /** Takes out the kept interactions of these lists. */
  Uni<List<Claim>> release(Collection<UUID> requestIds);

  /** Forgets the kept interactions from before a moment. */
  Uni<Void> forgetClaims(Instant before);

  /** Freezes the users of one experiment whose days and attribution window are over at the day. */
  Uni<Void> freeze(InterleavingRule rule, Instant watermarkDay);

  /**
   * Sums over the frozen users of one experiment.
   *
   * @param users all of them, whether they gave credit or not
   * @param wins users who gave the challenger more credit
   * @param losses users who gave the control more credit
   * @param ties users who gave both the same, and some
   * @param lists their mixed lists that count
   * @param controlCredits what the control's ranking earned
   * @param challengerCredits what the challenger's ranking earned
   * @param awaited users whose preference is not final yet, none of whom is in the other numbers
   */
  record Totals(
      long users,
      long wins,
      long losses,
      long ties,
      long lists,
      long controlCredits,
      long challengerCredits,
      long awaited) {}
}
