package io.holdfast.experiment.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** By what a list of experiments may be sorted. Equal ones stand in the order of their keys. */
public enum ExperimentOrder {
  /** By key. */
  KEY("key"),
  /** By when they were made. */
  CREATED_AT("createdAt"),
  /** By when they were changed last. */
  CHANGED_AT("changedAt"),
  /** By when they were started first; those never started come last in either direction. */
  STARTED_AT("startedAt");

  private final String wire;

  ExperimentOrder(String wire) {
    this.wire = wire;
  }

  /** The name of the field, on the wire and in the entity. */
  public String wire() {
    return wire;
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(ExperimentOrder::wire).toList();
  }

  /** The order of that name, if there is one. */
  public static Optional<ExperimentOrder> of(String name) {
    return Arrays.stream(values()).filter(each -> each.wire.equals(name)).findFirst();
  }

  /** The time that an experiment is sorted by; null by key, or if there is none. */
  public Instant time(ExperimentReport report) {
    return switch (this) {
      case KEY -> null;
      case CREATED_AT -> report.experiment().createdAt();
      case CHANGED_AT -> report.changedAt();
      case STARTED_AT -> report.experiment().startedAt();
    };
  }
}
