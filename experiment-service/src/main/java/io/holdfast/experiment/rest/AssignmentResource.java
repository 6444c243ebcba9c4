package io.holdfast.experiment.rest;

import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.assignment.AssignUser;
import io.holdfast.experiment.assignment.AssignUser.Assigned;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
   */
  public record AssignmentsBody(String userId, List<AssignmentBody> assignments) {}

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
    static AssignmentBody of(Assigned assigned) {
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
  @Operation(operationId = "readAssignments", summary = "Read which variants a user gets")
  public Uni<AssignmentsBody> assignments(@PathParam("userId") String userId) {
    if (userId.isBlank() || userId.length() > Bounds.ID_LENGTH) {
      throw ProblemException.invalid(
          "userId", "must have 1 to " + Bounds.ID_LENGTH + " characters");
    }
    return assign
        .assign(userId)
        .map(all -> new AssignmentsBody(userId, all.stream().map(AssignmentBody::of).toList()));
  }
}
