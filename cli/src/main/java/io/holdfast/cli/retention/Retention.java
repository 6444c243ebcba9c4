package io.holdfast.cli.retention;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.holdfast.stickiness.retention.RetentionCohort;
import io.holdfast.stickiness.retention.RetentionCurve;
import io.holdfast.stickiness.retention.RetentionPoint;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The retention of successive cohorts, in the shape of {@code retention --json}.
 *
 * @param period hour, day, week or month
 * @param cohort first-time or recurring
 * @param measure on, on-or-after or bracket
 * @param cohorts one a period, in order, empty ones too
 * @param windows rolling or calendar
 * @param zone the time zone of the periods
 * @param watermark the time of the last event: a period has matured if it ends there or before
 * @param rows rows of the table
 * @param users different users in it
 * @param hasReturns whether any event is a return
 * @param curve all cohorts together
 */
@JsonPropertyOrder({
  "period",
  "cohort",
  "measure",
  "cohorts",
  "windows",
  "zone",
  "watermark",
  "rows",
  "users"
})
public record Retention(
    String period,
    String cohort,
    String measure,
    List<Cohort> cohorts,
    String windows,
    ZoneId zone,
    Instant watermark,
    long rows,
    long users,
    @JsonIgnore boolean hasReturns,
    @JsonIgnore RetentionCurve curve) {

  /**
   * One cohort.
   *
   * @param start the first moment of its period
   * @param size its users
   * @param returned by period, users who returned in it so far
   * @param matured by period, users who have had the whole of it
   * @param retention by period, of those who have had the whole of it, the share that returned;
   *     null where nobody has
   */
  public record Cohort(
      Instant start,
      int size,
      List<Integer> returned,
      List<Integer> matured,
      @JsonInclude(content = JsonInclude.Include.ALWAYS) List<Double> retention) {

    static Cohort of(RetentionCohort cohort) {
      return new Cohort(
          cohort.start(),
          cohort.size(),
          IntStream.range(0, cohort.columns()).mapToObj(cohort::returned).toList(),
          IntStream.range(0, cohort.columns()).mapToObj(cohort::matured).toList(),
          IntStream.range(0, cohort.columns()).mapToObj(k -> share(cohort.point(k))).toList());
    }

    private static Double share(RetentionPoint point) {
      return point.matured() == 0 ? null : (double) point.returned() / point.matured();
    }
  }
}
