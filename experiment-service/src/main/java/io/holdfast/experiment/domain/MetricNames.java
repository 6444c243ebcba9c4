package io.holdfast.experiment.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that an experiment may be decided by: those that have an always-valid interval. */
final class MetricNames {
  private static final String NUMBER = "(0|[1-9][0-9]{0,2})";
  private static final Pattern ON_DAY = Pattern.compile("retention-day-" + NUMBER);
  private static final Pattern BRACKET = Pattern.compile("retention-" + NUMBER + "-" + NUMBER);
  private static final Pattern PLAIN =
      Pattern.compile("session-seconds|sessions-per-user|active-days-28");
  private static final Pattern FIXED_HORIZON = Pattern.compile("return-days-14");

  static final String ALLOWED =
      "retention-day-N, retention-A-B with A < B, session-seconds, sessions-per-user or"
          + " active-days-28";

  private MetricNames() {}

  /** Whether it is a share of users. */
  static boolean isShare(String id) {
    return ON_DAY.matcher(id).matches() || BRACKET.matcher(id).matches();
  }

  /** What is wrong with that id; empty if it may decide. */
  static Optional<String> objection(String id) {
    if (PLAIN.matcher(id).matches() || ON_DAY.matcher(id).matches()) {
      return Optional.empty();
    }
    if (FIXED_HORIZON.matcher(id).matches()) {
      return Optional.of(
          id + " has no always-valid interval and cannot decide; allowed are " + ALLOWED);
    }
    Matcher bracket = BRACKET.matcher(id);
    if (bracket.matches()
        && Integer.parseInt(bracket.group(1)) < Integer.parseInt(bracket.group(2))) {
      return Optional.empty();
    }
    return Optional.of("must be one of " + ALLOWED + ", was " + id);
  }
}
