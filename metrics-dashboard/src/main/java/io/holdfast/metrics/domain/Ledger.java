package io.holdfast.metrics.domain;

/** All that the engine keeps, inside one transaction. Used by one caller at a time. */
public interface Ledger {

  /** Users and their numbers. */
  People people();

  /** Who was active on which day. */
  UserSets userSets();

  /** The users' sessions. */
  UserSessions sessions();

  /** When interactions happened, as the log tells it. */
  ActivityTimes times();

  /** Experiments as the log tells them. */
  Experiments experiments();

  /** First exposures and the retention curves that follow from them. */
  Exposures exposures();

  /** What matured users contribute to each metric. */
  Outcomes outcomes();

  /** What was known of users before their first exposure. */
  Profiles profiles();

  /** The outcomes' sums by segment and with covariates. */
  Breakdowns breakdowns();

  /** How long users stay away. */
  ReturnTimes returnTimes();

  /** Mixed lists and what they earn. */
  Interleavings interleavings();

  /** Product-wide figures by day. */
  ProductRollups product();

  /** Decisions and activations, for display. */
  History history();

  /** How far the evaluation has come. */
  Progress progress();
}
