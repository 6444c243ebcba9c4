package io.holdfast.contracts.event;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of events. The name on the wire and in the log is the record's simple name. */
public enum EventKind {
  INTERACTION(Interaction.class),
  RECOMMENDATION_SERVED(RecommendationServed.class),
  EXPOSURE_RECORDED(ExposureRecorded.class),
  ITEM_CHANGED(ItemChanged.class),
  USER_CHANGED(UserChanged.class),
  EXPERIMENT_CHANGED(ExperimentChanged.class),
  DECISION_MADE(DecisionMade.class),
  MODEL_REGISTERED(ModelRegistered.class),
  MODEL_ACTIVATED(ModelActivated.class),
  USER_ERASED(UserErased.class),
  ERASURE_CONFIRMED(ErasureConfirmed.class),
  CLOCK_ADVANCED(ClockAdvanced.class);

  private static final Map<String, EventKind> BY_WIRE =
      Arrays.stream(values()).collect(Collectors.toMap(EventKind::wire, Function.identity()));
  private static final Map<Class<?>, EventKind> BY_TYPE =
      Arrays.stream(values()).collect(Collectors.toMap(EventKind::type, Function.identity()));

  private final Class<? extends Event> type;

  EventKind(Class<? extends Event> type) {
    this.type = type;
  }

  /** The record of this kind. */
  public Class<? extends Event> type() {
    return type;
  }

  /** The name on the wire, e.g. {@code RecommendationServed}. */
  public String wire() {
    return type.getSimpleName();
  }

  /**
   * The kind with that name on the wire.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EventKind ofWire(String wire) {
    EventKind kind = BY_WIRE.get(wire);
    if (kind == null) {
      throw new IllegalArgumentException("no such kind of event: " + wire);
    }
    return kind;
  }

  static EventKind of(Class<?> type) {
    return BY_TYPE.get(type);
  }
}
