package io.holdfast.metrics.domain;

import io.holdfast.stickiness.bitmap.UserSet;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Sets of users by calendar day (UTC), kept in chunks of {@link UserSet#CHUNK_USERS} user numbers,
 * so that a new user of a day changes a few kilobytes.
 */
public interface UserSets {

  /** What a set says of its users and its day. */
  enum Kind {
    /** They were active on it. */
    ACTIVE,
    /** It is their first active day. */
    COHORT
  }

  /** The chunks that hold users, ascending. */
  Uni<List<Integer>> chunks();

  /** The sets at these places; those of nobody are absent. */
  Uni<Map<Place, UserSet>> at(Kind kind, Collection<Place> places);

  /** One chunk of the sets of the days from one to another, both inclusive; as above. */
  Uni<Map<LocalDate, UserSet>> between(Kind kind, int chunk, LocalDate from, LocalDate to);

  /** One chunk of the sets of the days on which a user is. */
  Uni<Map<LocalDate, UserSet>> with(Kind kind, int user);

  /** Puts sets in their places. */
  Uni<Void> put(Kind kind, Map<Place, UserSet> sets);

  /**
   * Where a set is.
   *
   * @param day its day
   * @param chunk the part of the users it holds
   */
  record Place(LocalDate day, int chunk) {}
}
