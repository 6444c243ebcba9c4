package io.holdfast.experiment.rest;

import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.assignment.AssignUser;
import io.holdfast.experiment.assignment.AssignUser.LeftOut;
import io.holdfast.experiment.assignment.AssignUser.Taking;
import io.holdfast.service.user.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who gets which variant. */
@Path("/v1/assignments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignment")
public class AssignmentResource {
  private final AssignUser assign;

  AssignmentResource(AssignUser assign) {
    this.assign = assign;
  }

  /**
   * The variants of a user.
   *
   * @param userId who
   * @param assignments one entry a running experiment that the user takes part in
   * @param leftOut if asked for, one entry a running experiment that the user takes no part in
   */
  public record AssignmentsBody(
      String userId, List<AssignmentBody> assignments, List<LeftOut> leftOut) {
    static AssignmentsBody of(String userId, AssignUser.Answers answers, boolean explain) {
      return new AssignmentsBody(
          userId,
          answers.taking().stream().map(AssignmentBody::of).toList(),
          explain ? answers.leftOut() : null);
    }
  }

  /**
   * One variant.
   *
   * @param key the experiment
   * @param revision the revision that decided
   * @param scenario the scenario whose settings the variant overrides
   * @param variant which
   * @param reason why
   * @param model the model that it serves with
   * @param parameters what else it overrides
   */
  public record AssignmentBody(
      String key,
      int revision,
      String scenario,
      String variant,
      AssignmentReason reason,
      ModelReference model,
      Map<String, Object> parameters) {
    static AssignmentBody of(Taking assigned) {
      return new AssignmentBody(
          assigned.assignment().key(),
          assigned.assignment().revision(),
          assigned.scenario(),
          assigned.assignment().variant(),
          assigned.assignment().reason(),
          assigned.variant().model(),
          assigned.variant().parameters());
    }
  }

  @GET
  @Path("/{userId}")
  @RolesAllowed({"serve", "experiment", "admin"})
  @Operation(
      operationId = "readAssignments",
      summary = "Read which variants a user gets",
      description =
          "Conditions are evaluated over the attributes that were declared of the user and over"
              + " `context`, a JSON object as in a recommendation request, which goes before them."
              + " With `explain=true`, the answer names the experiments that leave the user out,"
              + " and why.")
  public Uni<AssignmentsBody> assignments(
      @PathParam("userId") UserId userId,
      @QueryParam("context") String context,
      @QueryParam("explain") @DefaultValue("false") boolean explain) {
    if (userId.told().isBlank() || userId.told().length() > Bounds.ID_LENGTH) {
      throw ProblemException.invalid(
          "userId", "must have 1 to " + Bounds.ID_LENGTH + " characters");
    }
    return assign
        .assign(userId.stored(), context(context))
        .map(answers -> AssignmentsBody.of(userId.told(), answers, explain));
  }

  private static Map<String, Object> context(String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      Map<String, Object> context = Json.readMap(json);
      if (context != null && context.size() <= Bounds.MAP_ENTRIES) {
        return context;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as is whatever else is no context.
    }
    throw ProblemException.invalid(
        "context", "must be a JSON object of at most " + Bounds.MAP_ENTRIES + " entries");
  }
}
