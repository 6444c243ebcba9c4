package io.holdfast.cli.retention;

/**
 * Where a table of events keeps what, and which events count.
 *
 * @param user the column of the user
 * @param time the column of the time
 * @param event the column of the event's name; null if all events are alike
 * @param start the event that makes its user a member of a cohort; null for any
 * @param returning the event that is a return; null for any
 */
public record EventColumns(String user, String time, String event, String start, String returning) {

  /**
   * Checks that a name has a column.
   *
   * @throws IllegalArgumentException if a start or return event is named, but no column of events
   */
  public EventColumns {
    if (event == null && (start != null || returning != null)) {
      throw new IllegalArgumentException(
          "the start and return events are names in the column of events, which is not given");
    }
  }
}
