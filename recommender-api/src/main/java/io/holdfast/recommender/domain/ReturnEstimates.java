package io.holdfast.recommender.domain;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What is known of people's coming back after an item: counted from the log and kept, by one
 * replica at a time, and read by all. Thread-safe.
 */
public interface ReturnEstimates {

  /**
   * What is counted: interactions of some types in [from, until), a user's first with each item.
   *
   * @param types that are consumption
   * @param from since when
   * @param until before when; early enough that the whole time to come back is over by now
   */
  record Consumption(Set<String> types, Instant from, Instant until) {
    public Consumption {
      types = Set.copyOf(types);
    }
  }

  /**
   * An item's estimate.
   *
   * @param counts what it is made of
   * @param probability to come back, shrunken
   * @param lift that over the mean of all items
   */
  record Estimate(ItemReturns counts, double probability, double lift) {}

  /**
   * Counts and replaces the estimates, unless another replica is at it or they are not old enough.
   *
   * @param interval how old they must be
   * @param estimate makes estimates of the counts of all items
   * @return whether they were replaced
   */
  Uni<Boolean> refresh(
      Consumption consumption,
      Duration interval,
      Function<List<ItemReturns>, List<Estimate>> estimate);

  /**
   * The revision of the estimates, which grows each time they are replaced; 0 if there are none.
   */
  Uni<Long> revision();

  /** The lift of each item. */
  Uni<Map<String, Double>> lifts();
}
