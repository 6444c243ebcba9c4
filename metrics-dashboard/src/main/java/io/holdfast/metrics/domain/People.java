package io.holdfast.metrics.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Gives users small dense numbers and keeps their declared attributes. */
public interface People {

  /** These users; the ones not met before get their numbers now, in the given order. */
  Uni<Map<String, Person>> known(Collection<String> userIds);

  /** The number of a user, if the user was ever met. */
  Uni<OptionalLong> find(String userId);

  /** Takes over earlier first active days; at least one. */
  Uni<Void> active(List<FirstDay> earlier);

  /** Takes over declared attributes; older revisions change nothing. */
  Uni<Void> describe(List<Attributes> attributes);

  /**
   * Takes a user out of everything but the sets of users, subtracting what the user had contributed
   * to each rollup.
   */
  Uni<Void> forget(long userNumber);

  /**
   * A user.
   *
   * @param number the user's number
   * @param firstActiveOn the first active day; null if there is none yet
   */
  record Person(long number, LocalDate firstActiveOn) {}

  /**
   * A user's first active day.
   *
   * @param user the user number
   * @param before what it was; null if the user was not active yet
   * @param day what it is now
   */
  record FirstDay(int user, LocalDate before, LocalDate day) {}

  /**
   * The declared attributes of a user.
   *
   * @param userNumber who
   * @param revision grows with each change
   * @param json the full snapshot as a JSON object
   * @param changedAt when it was declared
   */
  record Attributes(long userNumber, long revision, String json, Instant changedAt) {}
}
