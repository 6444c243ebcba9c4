package io.holdfast.experiment.rest;

import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.experiment.domain.DecisionQuery;
import io.holdfast.experiment.domain.DecisionReport;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How a request narrows the list of an experiment's decisions. */
public class DecisionFilter {
  private static final List<String> ACTIONS =
      Arrays.stream(Action.values()).map(Action::wire).toList();

  /** The direction and the id of a page's last decision. */
  private static final Pattern POSITION =
      Pattern.compile("(asc|desc) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  @Parameter(description = "Only of that action: keep-running, promote or roll-back.")
  @QueryParam("action")
  String action;

  @Parameter(description = "Only those that took effect (true), or only the others (false).")
  @QueryParam("applied")
  String applied;

  @Parameter(description = "Only made from that time on.", example = "2027-01-01T00:00:00Z")
  @QueryParam("from")
  String from;

  @Parameter(description = "Only made before that time.", example = "2027-02-01T00:00:00Z")
  @QueryParam("to")
  String to;

  @Parameter(description = "desc for the newest first, asc for the oldest.")
  @QueryParam("order")
  @DefaultValue("desc")
  String order;

  @Parameter(description = "The nextCursor of the page before.")
  @QueryParam("cursor")
  String cursor;

  @Parameter(description = "At most so many, 1 to 200.")
  @QueryParam("limit")
  @DefaultValue(Limits.DEFAULT)
  int limit;

  /** The query, for one decision more than the page has. */
  DecisionQuery query(String key) {
    boolean newestFirst = Parameters.isDescending(order);
    return new DecisionQuery(
        key,
        action == null ? null : action(),
        applied == null
            ? null
            : Boolean.valueOf(Parameters.oneOf("applied", applied, List.of("true", "false"))),
        Parameters.time("from", from),
        Parameters.time("to", to),
        newestFirst,
        past(),
        Limits.of(limit) + 1);
  }

  /** Where the page after that decision begins. */
  String position(DecisionReport last) {
    return order + " " + last.decision().id();
  }

  private Action action() {
    return Action.valueOf(
        Parameters.oneOf("action", action, ACTIONS).toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private UUID past() {
    String past = Parameters.past(cursor, order, POSITION);
    return past == null ? null : UUID.fromString(past);
  }
}
