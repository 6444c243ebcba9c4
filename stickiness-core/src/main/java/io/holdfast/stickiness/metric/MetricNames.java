package io.holdfast.stickiness.metric;

import io.holdfast.stickiness.retention.RetentionWindow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads metric ids. A number has no leading zero, so that every metric has one id. */
final class MetricNames {

  private static final String NUMBER = "(0|[1-9][0-9]{0,3})";
  private static final Pattern ON_DAY = Pattern.compile("retention-day-" + NUMBER);
  private static final Pattern BRACKET = Pattern.compile("retention-" + NUMBER + "-" + NUMBER);
  private static final Pattern ACTIVE_DAYS = Pattern.compile(ActiveDays.PREFIX + NUMBER);
  private static final Pattern RETURN_DAYS = Pattern.compile(ReturnDays.PREFIX + NUMBER);

  private MetricNames() {}

  static MetricId parse(String id) {
    if (id.equals(SessionSeconds.ID)) {
      return new SessionSeconds();
    }
    if (id.equals(SessionsPerUser.ID)) {
      return new SessionsPerUser();
    }
    Matcher onDay = ON_DAY.matcher(id);
    if (onDay.matches()) {
      return new RetentionOnDay(number(onDay, 1));
    }
    Matcher bracket = BRACKET.matcher(id);
    if (bracket.matches()) {
      return new RetentionBracket(RetentionWindow.bracket(number(bracket, 1), number(bracket, 2)));
    }
    Matcher activeDays = ACTIVE_DAYS.matcher(id);
    if (activeDays.matches()) {
      return new ActiveDays(number(activeDays, 1));
    }
    Matcher returnDays = RETURN_DAYS.matcher(id);
    if (returnDays.matches()) {
      return new ReturnDays(number(returnDays, 1));
    }
    throw new IllegalArgumentException("No metric is named '" + id + "'");
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
