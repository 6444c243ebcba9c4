package io.holdfast.stickiness.bitmap;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts in how many sets each user is, for all users at once: bit-sliced counters. Slice b holds
 * the users whose count has bit b set; adding a set ripples its carry through the slices, as
 * hardware adds (O'Neil and Quass 1997, "Improved query performance with variant indexes"). Not
 * thread-safe.
 */
final class ActiveDaysCounter {

  private final List<UserSet> slices = new ArrayList<>();

  void add(UserSet users) {
    UserSet carry = users;
    for (int slice = 0; !carry.isEmpty(); slice++) {
      if (slice == slices.size()) {
        slices.add(UserSet.EMPTY);
      }
      UserSet before = slices.get(slice);
      slices.set(slice, before.difference(carry));
      carry = before.intersection(carry);
    }
  }

  /** How many users are in exactly {@code count} sets, at least 1. */
  int usersWith(int count) {
    if (count >>> slices.size() != 0) {
      return 0;
    }
    int highest = 31 - Integer.numberOfLeadingZeros(count);
    UserSet users = slices.get(highest);
    for (int slice = 0; slice < slices.size(); slice++) {
      if (slice != highest) {
        boolean isSet = (count >>> slice & 1) != 0;
        users = isSet ? users.intersection(slices.get(slice)) : users.minus(slices.get(slice));
      }
    }
    return users.cardinality();
  }
}
