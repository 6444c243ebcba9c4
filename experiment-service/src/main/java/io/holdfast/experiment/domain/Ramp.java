package io.holdfast.experiment.domain;

import java.util.List;
import java.util.Objects;

/**
 * How an experiment's coverage grows.
 *
 * @param steps one or more, of rising coverage
 */
public record Ramp(List<Step> steps) {
  public Ramp {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a ramp needs a step");
    }
  }

  /**
   * A step.
   *
   * @param coverage the share of users that take part, in (0, 1]
   * @param hours how long it lasts; null for the last one, which has no end
   */
  public record Step(double coverage, Integer hours) {}

  /** Whether no step follows that one. */
  public boolean isLast(int step) {
    return Objects.checkIndex(step, steps.size()) == steps.size() - 1;
  }
}
