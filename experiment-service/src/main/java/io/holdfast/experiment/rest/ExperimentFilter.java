package io.holdfast.experiment.rest;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.experiment.domain.ExperimentOrder;
import io.holdfast.experiment.domain.ExperimentQuery;
import io.holdfast.experiment.domain.ExperimentQuery.Place;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.service.page.Cursor;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How a request narrows and sorts the list of experiments. */
public class ExperimentFilter {
  private static final String ALL = "all";
  private static final List<String> STATES =
      Stream.concat(
              Arrays.stream(ExperimentState.values()).map(ExperimentState::wire), Stream.of(ALL))
          .toList();

  /** Sort, direction, time or nothing, and key of a page's last experiment. */
  private static final Pattern POSITION = Pattern.compile("([A-Za-z]+) (asc|desc) (\\S*) (\\S+)");

  @Parameter(
      description = "Only in that state; all for every one. Archived ones are left out else.")
  @QueryParam("state")
  String state;

  @Parameter(description = "Only of that scenario.", example = "home")
  @QueryParam("scenario")
  String scenario;

  @Parameter(description = "Only whose name contains that, upper and lower case alike.")
  @QueryParam("name")
  String name;

  @Parameter(description = "By what: key, createdAt, changedAt or startedAt (never started: last).")
  @QueryParam("sort")
  @DefaultValue("key")
  String sort;

  @Parameter(description = "asc or desc.")
  @QueryParam("order")
  @DefaultValue("asc")
  String order;

  @Parameter(description = "The nextCursor of the page before, for the same sort and order.")
  @QueryParam("cursor")
  String cursor;

  @Parameter(description = "At most so many, 1 to 200.")
  @QueryParam("limit")
  @DefaultValue(Limits.DEFAULT)
  int limit;

  /** The query, for one experiment more than the page has. */
  ExperimentQuery query() {
    boolean descending = Parameters.isDescending(order);
    return new ExperimentQuery(
        states(), scenario, name, sorted(), descending, past(), Limits.of(limit) + 1);
  }

  /** Where the page after that experiment begins. */
  String position(ExperimentReport last) {
    Instant time = sorted().time(last);
    return "%s %s %s %s".formatted(sort, order, time == null ? "" : time, last.experiment().key());
  }

  private Set<ExperimentState> states() {
    if (state == null) {
      return EnumSet.complementOf(EnumSet.of(ExperimentState.ARCHIVED));
    }
    return Parameters.oneOf("state", state, STATES).equals(ALL)
        ? EnumSet.allOf(ExperimentState.class)
        : EnumSet.of(ExperimentState.valueOf(state.toUpperCase(Locale.ROOT)));
  }

  private ExperimentOrder sorted() {
    return ExperimentOrder.of(Parameters.oneOf("sort", sort, ExperimentOrder.names()))
        .orElseThrow();
  }

  private Place past() {
    String position = Cursor.decode(cursor);
    if (position == null) {
      return null;
    }
    Matcher matcher = POSITION.matcher(position);
    if (!matcher.matches()) {
      throw Parameters.badCursor("");
    }
    if (!matcher.group(1).equals(sort) || !matcher.group(2).equals(order)) {
      throw Parameters.badCursor(
          ", which was sorted by %s in order %s".formatted(matcher.group(1), matcher.group(2)));
    }
    return new Place(time(matcher.group(3)), matcher.group(4));
  }

  private static Instant time(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Parameters.badCursor("");
    }
  }
}
