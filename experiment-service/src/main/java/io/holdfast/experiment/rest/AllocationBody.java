package io.holdfast.experiment.rest;

import io.holdfast.experiment.allocation.Allocation;
import java.util.Map;

/**
 * Other weights or another coverage, as they were sent.
 *
 * @param weights the weight of every variant by name; left as they are if absent
 * @param coverage the share of users that take part; left as it is if absent
 * @param revision the revision that was seen; any if absent
 * @param reason why
 */
public record AllocationBody(
    Map<String, Double> weights, Double coverage, Integer revision, String reason) {
  Allocation toAllocation() {
    return new Allocation(weights, coverage, reason);
  }
}
