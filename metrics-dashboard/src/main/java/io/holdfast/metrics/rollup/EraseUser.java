package io.holdfast.metrics.rollup;

import io.holdfast.contracts.event.ErasureConfirmed;
import io.holdfast.contracts.event.UserErased;
import io.holdfast.metrics.domain.Ledger;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Forgets a user and subtracts the user everywhere, so that sums speak of those who are left. The
 * smallest sequential p to date is kept: it cannot be taken back and says nothing of a person.
 */
final class EraseUser {

  private static final String CONSUMER = "metrics-dashboard";

  Uni<Void> erase(Ledger ledger, String userId) {
    return ledger
        .people()
        .find(userId)
        .chain(
            number ->
                number.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : forget(ledger, number.getAsLong()));
  }

  /**
   * The confirmation. Its identity follows from the erasure, so that a replay of the log repeats it
   * and changes nothing.
   */
  static ErasureConfirmed confirmation(UserErased erasure) {
    String name = CONSUMER + ":" + erasure.eventId();
    return new ErasureConfirmed(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        erasure.eventId(),
        CONSUMER,
        erasure.occurredAt());
  }

  private static Uni<Void> forget(Ledger ledger, long userNumber) {
    return ledger
        .people()
        .forget(userNumber)
        .chain(() -> new RecordActivity(ledger).remove(Math.toIntExact(userNumber)))
        .chain(
            days ->
                ledger
                    .progress()
                    .read()
                    .chain(
                        standing ->
                            standing.rolledUpTo() == null
                                ? Uni.createFrom().voidItem()
                                : new RollUpProduct(ledger).refresh(days, standing.rolledUpTo())));
  }
}
