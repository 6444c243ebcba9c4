package io.holdfast.training.reader;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What reading a file came to.
 *
 * @param rows how many rows went to the sink
 * @param dropped how many rows were dropped, by reason
 */
public record ReadSummary(long rows, Map<Reason, Long> dropped) {

  /** Why a row was dropped. A row with several faults counts for the first of them. */
  public enum Reason {
    /** Nobody did it. */
    NO_CUSTOMER,
    /** It takes an earlier row back (invoice C…). */
    CANCELLATION,
    /** Its quantity is zero or negative. */
    NON_POSITIVE_QUANTITY,
    /** Its price is zero or negative. */
    NON_POSITIVE_PRICE,
    /** Its code is postage, a fee, a voucher or the like. */
    NO_PRODUCT;

    /** The name that people and JSON read: kebab case. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public ReadSummary {
    EnumMap<Reason, Long> ordered = new EnumMap<>(Reason.class);
    ordered.putAll(dropped);
    dropped = Collections.unmodifiableMap(ordered);
  }

  /** All dropped rows. */
  public long droppedRows() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The dropped rows for people: {@code no-customer 12, cancellation 3}; empty if there are none.
   */
  public String describeDropped() {
    return dropped.entrySet().stream()
        .map(entry -> entry.getKey().wire() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
