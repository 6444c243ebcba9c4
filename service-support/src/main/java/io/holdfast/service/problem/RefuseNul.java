package io.holdfast.service.problem;

import io.holdfast.contracts.problem.Violations;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses NUL in paths and queries, which PostgreSQL's texts cannot hold: nothing has such a name.
 * Stateless.
 */
class RefuseNul {
  private static final char NUL = '\0';

  /**
   * Looks at every parameter.
   *
   * @throws io.holdfast.contracts.problem.ProblemException that names those that hold one
   */
  @ServerRequestFilter
  void refuse(UriInfo uri) {
    Violations violations = new Violations();
    refuse(uri.getPathParameters(), violations);
    refuse(uri.getQueryParameters(), violations);
    violations.throwIfAny();
  }

  private static void refuse(Map<String, List<String>> parameters, Violations violations) {
    parameters.forEach(
        (name, values) ->
            violations.check(
                values.stream().noneMatch(value -> value.indexOf(NUL) >= 0),
                name,
                "must not hold a NUL character"));
  }
}
