package io.holdfast.experiment.rest;

import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.log.FirstExposures;
import io.holdfast.contracts.log.FirstExposures.FirstExposure;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.service.user.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is stored of one user. */
@Path("/v1/users/{userId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignment")
public class UserResource {
  private final FirstExposures exposures;

  UserResource(FirstExposures exposures) {
    this.exposures = exposures;
  }

  /**
   * Everything that is stored of a user here.
   *
   * @param userId who
   * @param firstExposures what the user was exposed to first, one entry an experiment
   */
  public record UserExportBody(String userId, List<FirstExposure> firstExposures) {}

  @GET
  @Path("export")
  @RolesAllowed("admin")
  @Operation(
      operationId = "exportUser",
      summary = "Export everything that is stored of a user here",
      description = "It was derived from the event log, which recommender-api exports.")
  public Uni<UserExportBody> export(@PathParam("userId") UserId userId) {
    if (userId.told().isBlank() || userId.told().length() > Bounds.ID_LENGTH) {
      throw ProblemException.invalid(
          "userId", "must have 1 to " + Bounds.ID_LENGTH + " characters");
    }
    return exposures
        .list(userId.stored())
        .map(exposed -> new UserExportBody(userId.told(), exposed));
  }
}
