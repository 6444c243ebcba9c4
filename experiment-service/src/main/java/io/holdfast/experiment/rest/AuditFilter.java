package io.holdfast.experiment.rest;

import io.holdfast.experiment.domain.AuditQuery;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How a request narrows the audit. */
public class AuditFilter {
  /** The direction and the position of a page's last line. */
  private static final Pattern POSITION = Pattern.compile("(asc|desc) ([0-9]{1,18})");

  @Parameter(description = "Only by that actor: the id of an API key, or e.g. holdfast:decision.")
  @QueryParam("actor")
  String actor;

  @Parameter(description = "Only that action.", example = "start")
  @QueryParam("action")
  String action;

  @Parameter(description = "Only from that time on.", example = "2027-01-01T00:00:00Z")
  @QueryParam("from")
  String from;

  @Parameter(description = "Only before that time.", example = "2027-02-01T00:00:00Z")
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

  /**
   * The query, for one line more than the page has.
   *
   * @param key of that experiment; null for all
   */
  AuditQuery query(String key) {
    boolean newestFirst = Parameters.isDescending(order);
    return new AuditQuery(
        key,
        actor,
        action,
        Parameters.time("from", from),
        Parameters.time("to", to),
        newestFirst,
        past(),
        Limits.of(limit) + 1);
  }

  /** Where the page after that line begins. */
  String position(long last) {
    return order + " " + last;
  }

  private Long past() {
    String past = Parameters.past(cursor, order, POSITION);
    return past == null ? null : Long.valueOf(past);
  }
}
