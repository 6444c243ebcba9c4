package io.holdfast.cli.retention;

import io.holdfast.stickiness.retention.RetentionEvents;
import io.holdfast.stickiness.retention.RetentionQuery;
import io.holdfast.stickiness.retention.RetentionTriangle;
import java.io.IOException;
import java.time.Instant;

/** Measures cohort retention from a table of events. */
public final class MeasureRetention {

  private MeasureRetention() {}

  /**
   * Reads the table and counts. The order of the rows does not matter.
   *
   * @throws io.holdfast.cli.table.TableException if a field does not fit, with its line, or if
   *     there is no event
   * @throws IllegalArgumentException if the table has not the columns or events that were asked
   *     for, or the periods would be too many
   */
  public static Retention run(RetentionRequest request) throws IOException {
    EventTable table = EventTable.read(request.events(), request.columns());
    RetentionEvents events = table.events();
    Instant watermark = events.latest().orElseThrow();
    Instant first = request.first().or(events::earliestStart).orElseThrow();
    int periods = request.periods().orElseGet(() -> request.calendar().count(first, watermark));
    RetentionTriangle triangle =
        RetentionTriangle.measure(
            events,
            new RetentionQuery(
                request.calendar(),
                request.cohort(),
                request.measure(),
                request.windows(),
                first,
                periods,
                watermark));
    return new Retention(
        request.calendar().unit().id(),
        request.cohort().id(),
        request.measure().id(),
        triangle.cohorts().stream().map(Retention.Cohort::of).toList(),
        request.windows().id(),
        request.calendar().zone(),
        watermark,
        table.rows(),
        table.users(),
        table.hasReturns(),
        triangle.curve());
  }
}
