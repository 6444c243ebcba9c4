package io.holdfast.metrics.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Gives users small dense numbers and keeps their declared attributes. */
public interface People {

  /**
   * These users; the ones not met before get their numbers now, in the given order, and their first
   * active day is the given one.
   *
   * @param activeOn each user's first active day among the events at hand; null if there is none
   */
  Uni<Map<String, Person>> known(SequencedMap<String, LocalDate> activeOn);

  /** The number of a user, if the user was ever met. */
  Uni<OptionalLong> find(String userId);

  /** Takes over earlier first active days. */
  Uni<Void> active(List<FirstDay> earlier);

  /** Takes over declared attributes; older revisions change nothing. */
  Uni<Void> describe(List<Attributes> attributes);

  /**
   * Takes a user out of everything but the sets of users, subtracting what the user had contributed
   * to each rollup.
   */
  Uni<Void> forget(long userNumber);

  /**
   * A user as known before the events at hand.
   *
   * @param number the user's number
   * @param firstActiveOn the first active day; null if there is none yet
   * @param met false if nothing is stored of the user but the number and the day given with it
   */
  record Person(long number, LocalDate firstActiveOn, boolean met) {}

  /**
   * A user's first active day.
   *
   * @param user the user number
   * @param before what it was; null if the user was not active yet
   * @param day what it is now
   * @param met false if it was given with the user's number and is stored already
   */
  record FirstDay(int user, LocalDate before, LocalDate day, boolean met) {}

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
