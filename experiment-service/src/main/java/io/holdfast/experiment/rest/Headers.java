package io.holdfast.experiment.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.domain.ExperimentReport;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Revisions and entity tags in headers. */
final class Headers {
  private static final Pattern REVISION = Pattern.compile("\"?([0-9]{1,9})\"?");

  private static final Pattern COMMA = Pattern.compile(",");

  private Headers() {}

  /**
   * The revision that a request is for: that of {@code If-Match}, else that of the body; null if
   * neither says.
   *
   * @throws ProblemException if the header is none that we gave
   */
  static Integer revision(String ifMatch, Integer inBody) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return inBody;
    }
    Matcher matcher = REVISION.matcher(ifMatch);
    if (!matcher.matches()) {
      throw ProblemException.invalid(
          "If-Match", "must be a revision as in the ETag of an earlier answer, was " + ifMatch);
    }
    return Integer.valueOf(matcher.group(1));
  }

  /** The experiment with its revision as the entity tag. */
  static Response answer(Response.Status status, ExperimentReport report) {
    return Response.status(status)
        .header(HttpHeaders.ETAG, "\"" + report.experiment().revision() + "\"")
        .entity(ExperimentBody.of(report))
        .build();
  }

  /** Whether {@code If-None-Match} names that tag (RFC 9110, section 13.1.2: weak comparison). */
  static boolean names(String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    return COMMA
        .splitAsStream(ifNoneMatch)
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
  }
}
